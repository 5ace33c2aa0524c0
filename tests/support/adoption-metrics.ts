import type { Metric } from '@/lib/metrics/define';
import activation_rate from '@/lib/metrics/definitions/activation_rate';
import daily_active_rate from '@/lib/metrics/definitions/daily_active_rate';
import habit_habitual from '@/lib/metrics/definitions/habit_habitual';
import habit_low from '@/lib/metrics/definitions/habit_low';
import habit_new from '@/lib/metrics/definitions/habit_new';
import habit_none from '@/lib/metrics/definitions/habit_none';
import habit_novice from '@/lib/metrics/definitions/habit_novice';
import habit_power from '@/lib/metrics/definitions/habit_power';
import idle_seat_cost from '@/lib/metrics/definitions/idle_seat_cost';
import interactions_per_active_day from '@/lib/metrics/definitions/interactions_per_active_day';
import monthly_active_rate from '@/lib/metrics/definitions/monthly_active_rate';
import seat_utilisation from '@/lib/metrics/definitions/seat_utilisation';
import seats_held from '@/lib/metrics/definitions/seats_held';
import seats_idle from '@/lib/metrics/definitions/seats_idle';
import weekly_active_rate from '@/lib/metrics/definitions/weekly_active_rate';

/** Every Adoption metric by id, without the rest of the registry. */
export const adoption: Record<string, Metric> = {
  daily_active_rate,
  weekly_active_rate,
  monthly_active_rate,
  interactions_per_active_day,
  habit_power,
  habit_habitual,
  habit_novice,
  habit_low,
  habit_none,
  habit_new,
  seats_held,
  seats_idle,
  idle_seat_cost,
  seat_utilisation,
  activation_rate,
};
