import { FIELDS, fieldsOf, type RecordType } from './record';

/** What an administrator said about one source because its files cannot tell. Every change is a new version. */
export interface SourceSetup {
  /** id of the connector it was said for; `mapped` where its columns are mapped by hand */
  connector: string;
  /** how its files become records, where no connector knows them */
  mapping: Mapping | null;
  answers: SourceAnswers;
  /** topic as it is stored → how hard it is, for conversations whose source does not say */
  complexity: Readonly<Record<string, Complexity>>;
}

export const MAPPED = 'mapped';

export interface SetupVersion extends SourceSetup {
  source: string;
  version: number;
  changed_at: string;
  changed_by: string;
}

export interface SourceAnswers {
  /** where the topic is taken from: one of the connector's offers */
  topic?: string;
  /** which field names the customer: one of the connector's offers */
  customer?: string;
  /** words by which a customer asks for a person */
  person?: readonly string[];
  /** accounts of a ledger that are customer service's, by id, number or name */
  customerServiceAccounts?: readonly string[];
  /** whether each invoice and sales receipt is a transaction, or the quarters are typed with theirs */
  transactionsFrom?: TransactionsFrom;
  /** titles that are tech jobs; then those alone */
  techJobs?: readonly string[];
}

export const TRANSACTIONS_FROM = ['invoices', 'typed'] as const;
export type TransactionsFrom = (typeof TRANSACTIONS_FROM)[number];

export const COMPLEXITIES = ['simple', 'moderate', 'complex'] as const;
export type Complexity = (typeof COMPLEXITIES)[number];

export type Scalar = string | number | boolean | null;

/** How a file's columns become one type of record. */
export interface Mapping {
  type: RecordType;
  fields: Readonly<Record<string, MappedField>>;
  /** IANA name of the zone of times that name none; `UTC` or the workspace's */
  zone: string;
  /** 1.234,50 instead of 1,234.50 */
  decimalComma: boolean;
  /** the member that wraps the rows of a JSON document, where one does */
  rowsIn?: string;
}

/** Where a field comes from: a column, or one value for every row. */
export interface MappedField {
  column?: string;
  constant?: Scalar;
  /** as found (in any case, trimmed) → what it means; null = nothing */
  values?: Readonly<Record<string, Scalar>>;
  format?: Format;
}

/** Of a time or date. `dmy` is 31/12/2026 or 31.12.2026 14:05, `mdy` is 12/31/2026. */
export const TIME_FORMATS = ['iso', 'dmy', 'mdy', 'unix_s', 'unix_ms'] as const;
/** Of a length of time; `clock` is 00:12:30. */
export const LENGTH_FORMATS = ['seconds', 'minutes', 'hours', 'clock'] as const;
export const FORMATS = [...TIME_FORMATS, ...LENGTH_FORMATS] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];
export type LengthFormat = (typeof LENGTH_FORMATS)[number];
export type Format = (typeof FORMATS)[number];

/** Required fields that nothing gives; a person is told by number or by address. */
export function missingFields(type: RecordType, fields: Readonly<Record<string, MappedField>>): string[] {
  const given = (name: string) =>
    Object.hasOwn(fields, name) && (fields[name]!.column !== undefined || (fields[name]!.constant ?? '') !== '');
  const required = fieldsOf(type).flatMap(({ name, field: { required: is } }) => (is && !given(name) ? [name] : []));
  const isPersonal = 'email' in FIELDS[type] && type !== 'employee';
  return isPersonal && !given('employee_id') && !given('email') ? ['employee_id', ...required] : required;
}
