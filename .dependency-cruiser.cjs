/**
 * Who may import whom: app → lib/http, lib/auth → lib/query, lib/ingest, lib/analysis, lib/export
 * → declarations and db → foundations; app → components → lib/core. Never upwards, never in a circle.
 * tests/ and scripts/ may import anything.
 */
const foundations = '^lib/([^/]+\\.ts$|core/)';
const declarations = '^lib/(connectors|metrics|access|stats)/';
const engines = '^lib/(query|ingest|analysis|export|settings|pulling|pushing)/';
const doors = '^lib/(http|auth)/';

/** What one layer may import of our own; packages are judged apart. */
const layer = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(app|components|lib|db|migrations|scripts|tests)/', pathNot: allowed },
});

/** A package that only some folders know. */
const only = (name, packages, knownIn, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: [...knownIn, '^(tests|scripts)/'] },
  to: { path: `(^|node_modules/)(${packages})(/|$)`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared',
      comment: 'What runs in production is a dependency of its own, not of a tool.',
      severity: 'error',
      from: { path: '^(app|components|lib|db|migrations)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    layer('components-are-shown', '^components/', ['^components/', '^lib/core/'], 'They never reach the database.'),
    layer('foundations-stand-alone', foundations, [foundations], 'lib/core is importable anywhere.'),
    layer('core-is-pure', '^lib/core/', ['^lib/core/'], 'It also runs in the browser.'),
    layer('declarations-are-pure', declarations, [declarations, foundations], 'They never reach the database.'),
    layer('db-knows-no-callers', '^db/', ['^db/', declarations, foundations], 'It is called, it does not call.'),
    layer('engines', engines, [engines, declarations, '^db/', foundations], 'They know nothing of HTTP.'),
    layer('doors', doors, [doors, engines, declarations, '^db/', foundations], 'They know nothing of pages.'),
    layer('app-is-routes', '^app/', ['^(app|components|lib|db)/'], 'Scripts and tests are not part of the product.'),
    layer('reference-company-is-made-up', '^lib/demo/', ['^lib/(demo|core)/'], 'A pure generator of files.'),
    {
      name: 'reference-company-stays-outside',
      comment: 'Its logs go in like anybody else’s: nothing of the product knows how they were made.',
      severity: 'error',
      from: { pathNot: '^(scripts|tests|lib/demo)/' },
      to: { path: '^lib/demo/' },
    },
    layer('migrations-stand-still', '^migrations/', [], 'They import nothing of ours: they never change.'),
    {
      name: 'migrations-know-kysely',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { pathNot: 'node_modules/kysely/' },
    },
    only('sql-has-a-place', 'kysely', ['^db/', '^lib/query/', '^migrations/'], 'Only db and lib/query know kysely.'),
    only('server-has-a-place', 'pg|pg-copy-streams', ['^db/'], 'Only db speaks to the database.'),
    only('queue-has-a-place', 'graphile-worker', ['^db/'], 'Its tables are in the database.'),
    only('charts-have-a-place', 'recharts', ['^components/charts/'], 'They are loaded when shown.'),
    only(
      'frame-has-a-place',
      'next|next-auth|react|react-dom',
      ['^app/', '^components/', '^lib/(http|auth)/', '^next\\.config\\.ts$', '^proxy\\.ts$'],
      'Numbers come about without a web framework.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data[^/]*|tests/fixtures/golden)/|\\.css$|^next-env\\.d\\.ts$' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports count: they tie modules as well.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
