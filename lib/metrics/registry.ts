import type { Metric } from './define';
import activationRate from './definitions/activation_rate';
import aiCostPerConversation from './definitions/ai_cost_per_conversation';
import aiInvolvementRate from './definitions/ai_involvement_rate';
import aiShare from './definitions/ai_share';
import automationRate from './definitions/automation_rate';
import contactsPer1000Transactions from './definitions/contacts_per_1000_transactions';
import conversations from './definitions/conversations';
import costPerTransaction from './definitions/cost_per_transaction';
import coverage247 from './definitions/coverage_24_7';
import csatMean from './definitions/csat_mean';
import csatResponseRate from './definitions/csat_response_rate';
import csatTopBox from './definitions/csat_top_box';
import dailyActiveRate from './definitions/daily_active_rate';
import durableAutomationRate from './definitions/durable_automation_rate';
import escalationRate from './definitions/escalation_rate';
import firstResponseTimeP50 from './definitions/first_response_time_p50';
import firstResponseTimeP90 from './definitions/first_response_time_p90';
import habitHabitual from './definitions/habit_habitual';
import habitLow from './definitions/habit_low';
import habitNew from './definitions/habit_new';
import habitNone from './definitions/habit_none';
import habitNovice from './definitions/habit_novice';
import habitPower from './definitions/habit_power';
import headcount from './definitions/headcount';
import humanRequestHonouredRate from './definitions/human_request_honoured_rate';
import humanWithinTargetRate from './definitions/human_within_target_rate';
import idleSeatCost from './definitions/idle_seat_cost';
import interactionsPerActiveDay from './definitions/interactions_per_active_day';
import languagesServed from './definitions/languages_served';
import marketsServed from './definitions/markets_served';
import monthlyActiveRate from './definitions/monthly_active_rate';
import repeatInquiryRate from './definitions/repeat_inquiry_rate';
import resolutionRate from './definitions/resolution_rate';
import resolutionTimeMean from './definitions/resolution_time_mean';
import resolutionTimeP50 from './definitions/resolution_time_p50';
import resolutionTimeP90 from './definitions/resolution_time_p90';
import revenuePerEmployee from './definitions/revenue_per_employee';
import seatUtilisation from './definitions/seat_utilisation';
import seatsHeld from './definitions/seats_held';
import seatsIdle from './definitions/seats_idle';
import techShare from './definitions/tech_share';
import timeToHumanP50 from './definitions/time_to_human_p50';
import timeToHumanP95 from './definitions/time_to_human_p95';
import weeklyActiveRate from './definitions/weekly_active_rate';

/** Every metric there is, in the order pages and the catalogue list them. */
const all: readonly Metric[] = [
  dailyActiveRate,
  weeklyActiveRate,
  monthlyActiveRate,
  interactionsPerActiveDay,
  habitPower,
  habitHabitual,
  habitNovice,
  habitLow,
  habitNone,
  habitNew,
  seatsHeld,
  seatsIdle,
  idleSeatCost,
  seatUtilisation,
  activationRate,
  conversations,
  aiInvolvementRate,
  aiShare,
  resolutionRate,
  automationRate,
  durableAutomationRate,
  escalationRate,
  firstResponseTimeP50,
  firstResponseTimeP90,
  resolutionTimeP50,
  resolutionTimeP90,
  resolutionTimeMean,
  repeatInquiryRate,
  csatMean,
  csatTopBox,
  csatResponseRate,
  humanRequestHonouredRate,
  humanWithinTargetRate,
  timeToHumanP50,
  timeToHumanP95,
  marketsServed,
  languagesServed,
  coverage247,
  aiCostPerConversation,
  headcount,
  techShare,
  revenuePerEmployee,
  costPerTransaction,
  contactsPer1000Transactions,
];

export const metrics: ReadonlyMap<string, Metric> = new Map(all.map((metric) => [metric.id, metric]));
