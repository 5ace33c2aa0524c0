import { Tag } from '@/components/ui/tag';
import type { ImpactAnswer } from '@/lib/core/impact';
import { BANKED_WORDS } from '@/lib/core/impact-words';
import { intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';

const BANKED = { counts: 'good', on_hold: 'warn', not_assessed: 'neutral' } as const;
const VERDICTS: Record<string, 'good' | 'bad'> = { superior: 'good', non_inferior: 'good', inferior: 'bad' };

/** Whether the money counts: said before it. */
export function Standing({ answer: { illustration, banked } }: { answer: ImpactAnswer }) {
  return (
    <Tag tone={illustration ? 'neutral' : BANKED[banked.status]}>
      {illustration ? 'Illustration' : BANKED_WORDS[banked.status]}
    </Tag>
  );
}

/** What customers thought of the work the money is about. */
export function QualityWords({ quality: { verdict, difference, low, high } }: Pick<ImpactAnswer, 'quality'>) {
  return (
    <>
      Quality on the same matters: <Tag tone={VERDICTS[verdict] ?? 'warn'}>{VERDICT_WORDS[verdict]}</Tag>{' '}
      {difference !== null && low !== null && high !== null && (
        <span className="keeps">
          {pointsWord(difference)} ({intervalWord({ difference, low, high })})
        </span>
      )}
    </>
  );
}

/** No modelled money without its doubt and its quality: the line every card of it begins with. */
export function QualityBeside({ answer }: { answer: ImpactAnswer }) {
  return (
    <p className="quality-beside">
      <Standing answer={answer} /> <QualityWords quality={answer.quality} />
    </p>
  );
}
