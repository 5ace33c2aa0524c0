import type { Db } from '@/db/client';
import { ownSpans } from '@/db/own-population';
import { baselineQuarter, holdsDemo, readSettings } from '@/db/settings';
import { readSpans } from '@/db/spans';
import { mayAsk, mayDo, mayOpen, maySee, navigation } from '@/lib/access/policy';
import type { IsoDate, MetricRequest } from '@/lib/core/request';
import type { Viewer } from '@/lib/core/viewer';
import type { MetricInfo, Workspace } from '@/lib/core/workspace';
import { lateSources } from '@/lib/ingest/late';
import type { Metric } from '@/lib/metrics/define';
import { metrics } from '@/lib/metrics/registry';
import { unmatchedOf } from './unmatched';

/** What a reader's pages need to know before any number has come. Nothing in it is a number about anybody. */
export async function workspaceFor(db: Db, viewer: Viewer): Promise<Workspace> {
  const [settings, demo, states] = await Promise.all([readSettings(db), holdsDemo(db), readSpans(db)]);
  const state = (type: string) => states.find((one) => one.type === type);
  const day = (at: Date | null | undefined) => (at ? dayIn(at, settings.time_zone) : null);
  return {
    name: settings.name,
    currency: settings.currency,
    timeZone: settings.time_zone,
    demo,
    watermark: { conversation: day(state('conversation')?.watermark), people: utcDay(state('people')?.watermark) },
    firstOn: day(state('conversation')?.first_at),
    baseline: await baselineQuarter(db, settings),
    humanTargetSeconds: settings.human_target_seconds,
    groupSize: settings.group_size,
    targets: settings.targets,
    events: settings.events.map(({ on, label }) => ({ on, label })),
    metrics: Object.fromEntries(seenBy(viewer).map((metric) => [metric.id, infoOf(metric)])),
    people: peopleScope(viewer),
    mayExport: mayDo(viewer, 'export'),
    lateSources: mayOpen(viewer, 'overview')
      ? await lateSources(db, settings.time_zone, dayIn(new Date(), settings.time_zone))
      : [],
    unmatchedPeople: mayOpen(viewer, 'overview') ? await unmatchedOf(db, state('people')?.version ?? 0) : null,
    mayReadRows: mayDo(viewer, 'rows'),
    ownPopulations: mayDo(viewer, 'populations') && (await ownSpans(db)).length > 0,
    paths: Object.fromEntries(navigation(viewer).flatMap(({ pages }) => pages.map(({ id, path }) => [id, path]))),
  };
}

const seenBy = (viewer: Viewer) => [...metrics.values()].filter((metric) => maySee(viewer, metric));

function infoOf({ title, unit, direction, dimensions, grains, pairedWith, source }: Metric): MetricInfo {
  const hasRows = source === 'conversations' && { hasRows: true as const };
  return { title, unit, direction, dimensions, grains, ...(pairedWith && { pairedWith }), ...hasRows };
}

/** A moment's date in a zone: `en-CA` writes it as ISO does. */
function dayIn(at: Date, timeZone: string): IsoDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** Activity carries dates, kept as UTC midnights. */
const utcDay = (at: Date | null | undefined) => at?.toISOString().slice(0, 10) ?? null;

/** What of the departments they may ask about. The policy is asked with sample questions, so that it alone decides. */
function peopleScope(viewer: Viewer): Workspace['people'] {
  const sample = metrics.get('daily_active_rate')!;
  const may = (part: Partial<MetricRequest>) => {
    try {
      mayAsk(viewer, { metrics: [sample.id], from: '2024-01-01', to: '2024-04-01', ...part }, [sample]);
      return true;
    } catch {
      // A refusal is the answer here, not a failure.
      return false;
    }
  };
  if (may({ by: ['department'] })) return 'all';
  const scopes = viewer.grants.flatMap(({ departments }) => (departments?.length ? [departments] : []));
  const own = scopes.filter((departments) => may({ filter: { department: departments } }));
  return own.length > 0 ? own : 'total';
}
