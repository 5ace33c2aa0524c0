import { ask } from '@/components/hooks/batch';
import type { Answer } from '@/lib/core/answer';
import { formatCount, formatInstant, formatValue } from '@/lib/core/format';
import { panelFileName } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';
import { countedWord, dimensionWord, filterWords, grainWord, periodWord } from '@/lib/core/words';
import type { Workspace } from '@/lib/core/workspace';
import type { Asked } from './asked';
import type { Own } from './own';
import type { PictureWords } from './picture';

/** What an image of a panel says about itself. How many stand behind it is asked of the server, never added up here. */
export async function pictureWords(
  title: string,
  asked: Asked[],
  workspace: Workspace,
  own?: Own,
): Promise<PictureWords> {
  const [first] = asked;
  const asOf = own ? own.asOf : first?.answer?.asOf;
  const page = document.querySelector('h1')?.textContent ?? '';
  const whole = await Promise.all(asked.map(countsOf));
  return {
    over: [
      [page, title, workspace.name].filter(Boolean).join(' · '),
      ...(workspace.demo ? ['Demo · Sample company, invented records'] : []),
    ],
    context:
      asked.length > 0
        ? asked.map(({ request: one, answer: given }) => contextOf(one, given)).filter(isFirst)
        : ownContext(own),
    foot: [
      ...whole.flat().filter(isFirst),
      `Records to ${asOf ? `${formatInstant(asOf, workspace.timeZone)} ${workspace.timeZone}` : 'none yet'}. Made by Tandem.`,
      ...(first ? [`Definitions: ${asked.flatMap(definitionsOf).filter(isFirst).join(', ')}.`] : []),
      ...(own?.how ? [own.how.formula, own.how.caveat] : []),
    ],
    file: own
      ? `${panelFileName({ slug: own.slug, ...own.period }, workspace.demo)}.png`
      : fileOf(first!.request, workspace.demo),
  };
}

function ownContext(own: Own | undefined): string[] {
  const filters = own?.filter && filterWords(own.filter);
  return [[own?.period && periodWord(own.period), filters || 'no filter'].filter(Boolean).join(', ')];
}

const isFirst = (text: string, index: number, all: string[]) => all.indexOf(text) === index;

function contextOf(
  { from, to, grain, by = [], filter, ...request }: MetricRequest,
  answer: Answer | undefined,
): string {
  const compared = request.compare && answer?.comparedWith;
  return [
    periodWord({ from, to }),
    grain && `by ${grainWord(grain)}`,
    by.length > 0 && `by ${by.map((dimension) => dimensionWord(dimension).toLowerCase()).join(' and ')}`,
    filterWords(filter) || 'no filter',
    compared && `compared with ${periodWord(compared)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `Answered by AI alone: n 108,899`, for the whole of a question. */
async function countsOf({ request, answer }: Asked): Promise<string[]> {
  const { grain, by, compare: _, ...whole } = request;
  const told = answer && !grain && !by ? answer : await ask(whole).catch(() => undefined);
  return request.metrics.flatMap((metric) => {
    const value = told?.rows[0]?.values[metric];
    const n = value?.denominator ?? value?.n;
    const label = told?.labels[metric];
    if (!label || value?.value == null) return [];
    const figure = `${label.title}, ${periodWord(whole)}: ${formatValue(value.value, label.unit, told.currency)}`;
    return [n === undefined ? figure : `${figure}, n ${formatCount(n)} ${countedWord(metric) ?? ''}`.trim()];
  });
}

/** Questions of one moment travel together: of the answer, those this panel asked for and their pairs. */
function definitionsOf({ request, answer }: Asked): string[] {
  const ids = request.metrics.flatMap((id) => [id, answer?.labels[id]?.pairedWith ?? id]);
  return ids.flatMap((id) => (answer?.definitions[id] ? `${id} version ${answer.definitions[id]}` : []));
}

const fileOf = ({ metrics, from, to }: MetricRequest, demo: boolean) =>
  `tandem-${demo ? 'demo-' : ''}${metrics[0]}-${from}-${to}.png`;
