'use client';

import type { Asked } from '@/components/dashboard/asked';
import { PanelMenu } from '@/components/dashboard/panel-menu';
import { Tag } from '@/components/ui/tag';
import { formatShort } from '@/lib/core/format';
import type { Guardrail, GuardrailState } from './guardrails';

const NAMES = [
  'Satisfaction on the same matters',
  'Repeat inquiries after AI',
  'Reached a person in time',
  'Time to a person, 95 in 100',
];

/** Fixed, so that nothing moves when the figures come. */
const WIDTHS: [string, string][] = [
  ['name', '22%'],
  ['measured', '16%'],
  ['limit', '27%'],
  ['distance', '18%'],
  ['n', '6%'],
  ['state', '11%'],
];

interface GuardrailTableProps {
  rails: Guardrail[] | null;
  error: Error | null;
  asked: Asked[];
}

/** Measured beside limit, one line each; as tall while it waits as when it knows. */
export function GuardrailTable({ rails, error, asked }: GuardrailTableProps) {
  return (
    <section className="guardrails" aria-label="Guardrails" data-state={rails ? 'ok' : error ? 'error' : 'loading'}>
      <table className="table">
        <caption className="sr-only">Guardrails: measured figures beside their limits</caption>
        <colgroup>
          {WIDTHS.map(([name, width]) => (
            <col key={name} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Guardrail</th>
            <th scope="col">Measured</th>
            <th scope="col">Limit</th>
            <th scope="col" className="wide-only">
              Distance
            </th>
            <th scope="col" className="num wide-only">
              n
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rails
            ? rails.map((rail) => <Row key={rail.id} rail={rail} />)
            : NAMES.map((name, index) => (
                <tr key={name} aria-busy={!error}>
                  <th scope="row">{name}</th>
                  <td colSpan={5}>{error && index === 0 ? <span className="bad">{error.message}</span> : ''}</td>
                </tr>
              ))}
        </tbody>
      </table>
      <PanelMenu title="Guardrails" asked={asked} />
    </section>
  );
}

function Row({ rail }: { rail: Guardrail }) {
  return (
    <tr>
      <th scope="row">{rail.name}</th>
      <td className="measured">{rail.measured}</td>
      <td>{rail.limit}</td>
      <td className="wide-only quiet">{rail.room}</td>
      <td className="num wide-only quiet">{!rail.n ? '' : formatShort(rail.n)}</td>
      <td>
        <State state={rail.state} />
      </td>
    </tr>
  );
}

function State({ state }: { state: GuardrailState }) {
  if (state === 'holds')
    return (
      <Tag tone="good" icon="check">
        holds
      </Tag>
    );
  if (state === 'missed')
    return (
      <Tag tone="bad" icon="cross">
        missed
      </Tag>
    );
  return (
    <Tag tone="warn" icon="info">
      not known
    </Tag>
  );
}
