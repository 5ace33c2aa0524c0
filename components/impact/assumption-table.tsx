'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { ASSUMPTION_NAMES, ASSUMPTION_SHAPES, type AssumptionName } from '@/lib/core/assumptions';
import { formatCount, formatDate } from '@/lib/core/format';
import type { ImpactAnswer, Tried } from '@/lib/core/impact';
import { ASSUMPTIONS_HOW, assumptionsTable } from './own';

interface AssumptionTableProps {
  state: AnalysisState<ImpactAnswer>;
  tried: Tried;
  isTried: boolean;
}

/** Every assumption with its range, source, owner and date, and a field to try another value without saving it. */
export function AssumptionTable({ state, tried, isTried }: AssumptionTableProps) {
  const { setParam } = useRequest();
  const controls = isTried && (
    <button
      type="button"
      className="button-link"
      onClick={() => {
        for (const name of ASSUMPTION_NAMES) setParam(`try_${name}`, null);
      }}
    >
      Back to what is set
    </button>
  );
  return (
    <AnalysisPanel
      title="Assumptions"
      finding={({ assumptionsVersion, illustration }) =>
        isTried
          ? 'Assumptions, some tried out: nothing is saved'
          : illustration
            ? 'Assumptions that nobody stands for yet'
            : `Assumptions, version ${assumptionsVersion}`
      }
      note="Try another value: the page answers, nothing is saved, and the address can be shared."
      state={state}
      how={ASSUMPTIONS_HOW}
      table={assumptionsTable}
      height={280}
      controls={controls}
      wide
    >
      {({ assumptions }) => (
        <ScrollTable
          label="Assumptions"
          caption="Assumptions with their range, source, owner and date"
          className="assumptions"
        >
          <thead>
            <tr>
              <th scope="col">Assumption</th>
              <th scope="col" className="num">
                Low
              </th>
              <th scope="col" className="num">
                Value
              </th>
              <th scope="col" className="num">
                High
              </th>
              <th scope="col">Unit</th>
              <th scope="col">Try</th>
              <th scope="col">Source</th>
              <th scope="col">Owner</th>
              <th scope="col">Date</th>
            </tr>
          </thead>
          <tbody>
            {ASSUMPTION_NAMES.map((name) => {
              const { low, base, high, unit, source, owner, date } = assumptions[name];
              return (
                <tr key={name}>
                  <th scope="row" className="assumption-name">
                    {ASSUMPTION_SHAPES[name].title}
                    <span className="quiet"> {ASSUMPTION_SHAPES[name].explains}</span>
                  </th>
                  <td className="num">{plain(low)}</td>
                  <td className="num">
                    <b>{plain(base)}</b>
                  </td>
                  <td className="num">{plain(high)}</td>
                  <td>{unit}</td>
                  <td>
                    <Try name={name} value={tried[name]} base={base} onTry={(text) => setParam(`try_${name}`, text)} />
                  </td>
                  <td className="assumption-source">{source}</td>
                  <td>{owner || <span className="warn">nobody</span>}</td>
                  <td>{date ? formatDate(date) : <span className="warn">none</span>}</td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      )}
    </AnalysisPanel>
  );
}

interface TryProps {
  name: AssumptionName;
  value: Tried[AssumptionName];
  base: number;
  onTry: (text: string | null) => void;
}

function Try({ name, value, base, onTry }: TryProps) {
  const { least, most, title } = ASSUMPTION_SHAPES[name];
  const step = most <= 1 ? 0.01 : most <= 10_000 ? 10 : 1000;
  return (
    <input
      className="try"
      type="number"
      inputMode="decimal"
      aria-label={`Try another value: ${title}`}
      {...{ min: least, max: most, step }}
      placeholder={String(base)}
      defaultValue={typeof value === 'number' ? value : ''}
      key={value === undefined ? 'set' : 'tried'}
      onChange={(event) => {
        const { value: text, validity } = event.target;
        if (text === '') onTry(null);
        else if (!validity.rangeOverflow && !validity.rangeUnderflow && !validity.badInput) onTry(text);
      }}
    />
  );
}

const plain = (value: number) => (Math.abs(value) >= 100 ? formatCount(value) : String(value));
