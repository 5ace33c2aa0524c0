import type { Metadata } from 'next';
import { DefinitionList } from '@/components/definitions/definition-list';
import { maySee } from '@/lib/access/policy';
import { metrics } from '@/lib/metrics/registry';
import { definitionOf } from '@/lib/query/describe';
import { guard, type SearchParams } from '../guard';

export const metadata: Metadata = { title: 'Definitions' };

export default async function DefinitionsPage({ searchParams }: { searchParams: SearchParams }) {
  const viewer = await guard('definitions', searchParams);
  const definitions = [...metrics.values()].filter((metric) => maySee(viewer, metric)).map(definitionOf);
  return (
    <DefinitionList
      definitions={definitions.map(({ id, title, question, formula, alsoCalled, unit, direction, class: group }) => ({
        ...{ id, title, question, formula, alsoCalled, unit, direction },
        class: group,
      }))}
    />
  );
}
