import { describe, expect, test } from 'vitest';
import { RECORD_TYPES } from '@/lib/core/record';
import { keptFields } from '@/lib/core/record-keeping';
import { useDatabase } from '../support/database';

const t = useDatabase();

/** How the tables name whom a row is about: always a hash. */
const WHO = new Set(['customer', 'human_agent', 'person', 'employee', 'email']);
/** Where a row came from. */
const ORIGIN = new Set(['source_id', 'run_id']);

describe('what everybody is told is kept', () => {
  test.each(RECORD_TYPES)('is what the table of %s has room for, and nobody is in it but as a hash', async (type) => {
    const { rows } = await t.pool.query<{ column_name: string; data_type: string }>(
      `select column_name, data_type from information_schema.columns
       where table_schema = 'public' and table_name = $1`,
      [type],
    );
    expect(rows.length).toBeGreaterThan(4);
    const kept = keptFields(type).flatMap(({ name, how }) => (how === 'kept' ? [name] : []));
    for (const { column_name, data_type } of rows) {
      if (ORIGIN.has(column_name)) continue;
      if (WHO.has(column_name)) expect(data_type, column_name).toBe('uuid');
      else expect(kept, `a column nobody is told of`).toContain(column_name);
    }
    const names = rows.map(({ column_name }) => column_name);
    expect(
      kept.filter((name) => !names.includes(name)),
      'fields that are told of and not kept',
    ).toEqual([]);
  });
});
