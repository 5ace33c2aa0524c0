import { formatDate } from '@/lib/core/format';
import type { PlotEvent } from './shared';

export const EVENT_NAMES_PX = 38;

/** What the letters on a chart's marks stand for. */
export function EventNames({ events }: { events: PlotEvent[] }) {
  return (
    <ul className="event-names" style={{ minHeight: EVENT_NAMES_PX }}>
      {events.map((event) => (
        <li key={event.on + event.label} title={formatDate(event.on)}>
          <b>{event.mark}</b> {event.label}
        </li>
      ))}
    </ul>
  );
}
