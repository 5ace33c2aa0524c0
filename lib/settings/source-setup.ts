import { type Actor, COMMAND_LINE, recordChange } from '@/db/audit';
import type { Connection, Db } from '@/db/client';
import { DEMO } from '@/db/ingest/demo';
import { readSetup, setupHistory, topicsOnRecord, writeSetup } from '@/db/source-setup';
import { connectors } from '@/lib/connectors/registry';
import { TandemError, unanswerable } from '@/lib/core/errors';
import { formatInstant } from '@/lib/core/format';
import type { SetupAnswer } from '@/lib/core/recognition';
import { same } from '@/lib/core/same';
import { MAPPED, type SetupVersion, type SourceSetup } from '@/lib/core/setup';
import { SOURCE_ID, SOURCE_ID_RULE } from '@/lib/core/source-name';

/** Names that are spoken for: the reference company's, and those connectors give their own files. */
function checkName(source: string, { connector }: SourceSetup): void {
  if (!SOURCE_ID.test(source) || source === DEMO)
    throw unanswerable('source', `A source is named with ${SOURCE_ID_RULE}; not ${DEMO}.`);
  if (connector === MAPPED && connectors.some(({ id }) => id === source))
    throw unanswerable('source', `${source} is the name that files of that format have: choose another name.`);
}

const ofSetup = ({ connector, mapping, answers, complexity }: SourceSetup): SourceSetup => ({
  ...{ connector, mapping, answers, complexity },
});

/**
 * Keeps a new version of what is said of a source, with the log's entry. `after` is the version it was changed from.
 * Throws 409 where somebody was faster and 422 for a name that cannot be one. What is so already is not kept again.
 */
export async function changeSetup(
  { db }: Connection,
  source: string,
  setup: SourceSetup,
  { after, by = COMMAND_LINE }: { after?: number; by?: Actor } = {},
): Promise<SetupVersion> {
  checkName(source, setup);
  const before = await readSetup(db, source);
  if (after !== undefined && after !== (before?.version ?? 0)) throw conflict(before);
  if (before && same(ofSetup(before), setup)) return before;
  const who = by.viewer.kind === 'cli' ? 'cli' : by.viewer.name;
  await db.transaction().execute(async (trx) => {
    if ((await writeSetup(trx, source, setup, who, after)) === null) throw conflict(await readSetup(trx, source));
    await recordChange(trx, by, {
      what: 'source',
      name: source,
      before: before ? ofSetup(before) : undefined,
      after: setup,
    });
  });
  return (await readSetup(db, source))!;
}

function conflict(before: SetupVersion | null): TandemError {
  const when = before ? ` (${before.changed_by}, ${formatInstant(before.changed_at, 'UTC')} UTC)` : '';
  return new TandemError(409, `Somebody changed this source’s setup while you were editing${when}.`);
}

/** What is said of a source, what was said before, and its topics on record. */
export async function setupOf(db: Db, source: string): Promise<SetupAnswer> {
  const [versions, topics] = await Promise.all([setupHistory(db, source), topicsOnRecord(db, source)]);
  const [newest] = versions;
  return {
    source,
    connector: newest?.connector ?? connectors.find(({ id }) => id === source)?.id ?? 'canonical',
    version: newest?.version ?? 0,
    setup: newest ? { ...ofSetup(newest), complexity: { ...newest.complexity } } : null,
    versions: versions.map((one, index) => ({
      version: one.version,
      changed_at: one.changed_at,
      changed_by: one.changed_by,
      changed: changedIn(one, versions[index + 1]),
    })),
    topics,
  };
}

function changedIn(now: SourceSetup, before: SourceSetup | undefined): string[] {
  const parts = ['mapping', 'answers', 'complexity'] as const;
  const nothing = { mapping: null, answers: {}, complexity: {} };
  return parts.filter((part) => !same(now[part], (before ?? nothing)[part]));
}
