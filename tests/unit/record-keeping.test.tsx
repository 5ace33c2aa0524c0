import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Measured } from '@/components/measured/measured';
import { accessTable } from '@/lib/access/table';
import { fieldsOf, RECORD_TYPES } from '@/lib/core/record';
import { countKept, keptFields, REFUSED_ROW_DAYS } from '@/lib/core/record-keeping';

describe('every field of every record', () => {
  test.each(RECORD_TYPES)('%s: says what it means and how it is kept', (type) => {
    const kept = keptFields(type);
    expect(kept.map(({ name }) => name)).toEqual(fieldsOf(type).map(({ name }) => name));
    for (const { name, meaning } of kept) expect(meaning?.length, name).toBeGreaterThan(3);
  });

  test('whoever it names is a hash: customers, employees, addresses and those who answer', () => {
    const hashed = RECORD_TYPES.flatMap((type) =>
      keptFields(type).flatMap(({ name, how }) => (how === 'hashed' ? [`${type}.${name}`] : [])),
    );
    expect(hashed).toEqual([
      'conversation.customer_id',
      'conversation.human_agent',
      'tool_activity.employee_id',
      'tool_activity.email',
      'employee.employee_id',
      'employee.email',
      'seat.employee_id',
      'seat.email',
    ]);
    expect(countKept().hashed).toBe(hashed.length);
  });
});

describe('the page for everybody', () => {
  const html = renderToStaticMarkup(
    <Measured
      company="Acme"
      demo={false}
      groupSize={12}
      refusedReaders={['the role Administrator']}
      attemptMinutes={15}
      access={accessTable()}
      today="2026-02-03"
    />,
  );
  test('names every field there is', () => {
    for (const type of RECORD_TYPES)
      for (const { name, meaning } of keptFields(type)) {
        expect(html).toContain(`<code>${name}</code>`);
        expect(html).toContain(meaning);
      }
  });
  test('tells the group size in force, not the least allowed', () => {
    expect(html).toContain('Groups of at least 12 employees');
    expect(html).not.toMatch(/at least 5|fewer than 5\b/);
  });
  test('tells how long refused rows stay and who reads them', () => {
    expect(html).toContain(`${REFUSED_ROW_DAYS} days`);
    expect(html).toContain('Only the role Administrator can read it');
  });
  test('shows every role and every line of the policy', () => {
    const { roles, groups } = accessTable();
    for (const { title } of roles) expect(html).toContain(title);
    for (const { rows } of groups) for (const { title } of rows) expect(html).toContain(title);
  });
});
