import type { RecordType } from './record';
import type { Complexity, Mapping, SourceAnswers, TransactionsFrom } from './setup';

/** Of a file so much is looked at; what it holds beyond is told when it is taken in. */
export const HEAD_BYTES = 1 << 20;
/** What stands in the place of a customer, an agent, an employee or an address. */
export const MASK = '•••';

/** What a file is, as told from its beginning by POST /api/v1/recognise. Nothing of it is stored. */
export interface Recognition {
  /** null where its format is not known: it can be mapped */
  connector: { id: string; title: string; vendor: string | null } | null;
  /** a sentence about a file whose format is not known, or about a mapping that does not fit it */
  problem: string | null;
  /** a file of a vendor whose other files are read; `problem` says what to take instead */
  isDeclined: boolean;
  /** the source whose saved setup it was read with, and that setup's version */
  source: string | null;
  version: number | null;
  about: { reads: readonly string[]; drops: readonly string[]; cannotKnow: readonly string[] } | null;
  settlesAfterDays: number;
  /** files of one run are sent in this order */
  order: number;
  /** whether all of the file was looked at, or its beginning only */
  whole: boolean;
  counts: RecognisedCounts;
  /** first and last day among the records looked at */
  firstOn: string | null;
  lastOn: string | null;
  records: PreviewRecord[];
  refused: PreviewRefusal[];
  /** refused rows by reason, the most frequent first */
  reasons: { reason: string; rows: number }[];
  /** columns with what they hold, where they may be mapped */
  columns: Column[];
  proposal: Proposal | null;
  /** the mapping it was read with */
  mapping: Mapping | null;
  questions: Questions;
}

export interface RecognisedCounts {
  /** rows of the file, unreadable ones among them */
  rows: number;
  records: Partial<Record<RecordType, number>>;
  refused: number;
  /** rows that by their format hold no record, by reason */
  skipped: Record<string, number>;
  gathered: number;
}

export interface PreviewRecord {
  line: number;
  type: RecordType;
  /** fields that have a value; secrets are masked */
  values: Record<string, string>;
}

export interface PreviewRefusal {
  line: number;
  field: string | null;
  reason: string;
  /** what stands in that column */
  found: string | null;
}

export interface Column {
  name: string;
  /** rows that have a value, of `rows` in all */
  filled: number;
  rows: number;
  /** different values, the most frequent first, with their rows; at most 40 */
  values: { value: string; rows: number }[];
  /** how many different values there are among the rows looked at */
  distinct: number;
}

/** A guess at what a file of unknown format holds. */
export interface Proposal {
  mapping: Mapping;
  /** 0–1 */
  confidence: number;
  reason: string;
  /** by field */
  fields: Record<string, { confidence: number; reason: string }>;
  /** required fields nothing in the file seems to give */
  missing: string[];
  /** every type, the likeliest first */
  types: { type: RecordType; confidence: number }[];
}

/** What the file cannot answer, with what its own rows say to it; null where there is nothing to ask. */
export interface Questions {
  topic: { candidates: Candidate[]; chosen: string | null } | null;
  customer: { candidates: Candidate[]; chosen: string | null } | null;
  person: PersonQuestion | null;
  complexity: { topics: TopicVolume[]; chosen: Readonly<Record<string, Complexity>> } | null;
  accounts: { offered: LedgerAccount[]; chosen: readonly string[] } | null;
  transactions: { chosen: TransactionsFrom | null } | null;
  jobs: { offered: JobTitle[]; chosen: readonly string[] | null } | null;
}

/** An account of a ledger: as the table of accounts has it, or what a file's lines book on it. */
export interface LedgerAccount {
  id: string;
  /** null where only lines name it */
  label: string | null;
  lines: number;
  /** of these lines, in the documents' own currencies */
  amount: number;
}

export interface JobTitle {
  title: string;
  rows: number;
  /** counts as tech until somebody answers */
  proposed: boolean;
}

export interface Candidate {
  id: string;
  label: string;
  /** rows that have it, of all rows looked at */
  filled: number;
  rows: number;
  distinct: number;
  /** the most frequent, where they may be shown */
  values: { value: string; rows: number }[];
}

export interface TopicVolume {
  topic: string;
  rows: number;
}

export interface PersonQuestion {
  /** the words that are looked for: those answered, or the ones proposed */
  words: readonly string[];
  isAnswered: boolean;
  /** messages of customers that were looked through */
  messages: number;
  /** how many of them hold one of the words */
  found: number;
  examples: PersonExample[];
}

/** A customer's message, cut to what stands around the words; addresses and long numbers are masked. */
export interface PersonExample {
  word: string;
  before: string;
  match: string;
  after: string;
}

/** What a source's setup is now, who set it and when, and what it was. */
export interface SetupAnswer {
  source: string;
  /** of the setup, or of files that are called so */
  connector: string;
  /** 0 where nothing was said yet */
  version: number;
  setup: {
    connector: string;
    mapping: Mapping | null;
    answers: SourceAnswers;
    complexity: Record<string, Complexity>;
  } | null;
  /** the newest first */
  versions: { version: number; changed_at: string; changed_by: string; changed: string[] }[];
  /** topics of its conversations on record, the most frequent first */
  topics: TopicVolume[];
}

/**
 * Topics on record nobody has said the difficulty of: neither here, nor a column of the source's own files, whose rows
 * are graded one by one.
 */
export function ungradedTopics({ topics, setup }: Pick<SetupAnswer, 'topics' | 'setup'>): TopicVolume[] {
  if (setup?.mapping && Object.hasOwn(setup.mapping.fields, 'complexity')) return [];
  const graded = setup?.complexity ?? {};
  return topics.filter(({ topic }) => !Object.hasOwn(graded, topic));
}
