/** What numbers can be broken down and filtered by. The order is the order of key columns in an answer. */
export const SERVICE_DIMENSIONS = [
  'handled_by',
  'first_handler',
  'channel',
  'market',
  'language',
  'intent',
  'complexity',
  'outcome',
  'agent_pool',
  'escalation_reason',
] as const;
const PEOPLE_DIMENSIONS = ['department', 'team', 'tool'] as const;

export type ServiceDimension = (typeof SERVICE_DIMENSIONS)[number];
export type PeopleDimension = (typeof PEOPLE_DIMENSIONS)[number];
export type Dimension = ServiceDimension | PeopleDimension;

export const DIMENSIONS: readonly Dimension[] = [...SERVICE_DIMENSIONS, ...PEOPLE_DIMENSIONS];

/** How a null dimension value is called in keys and filters. */
export const UNKNOWN = 'unknown';
