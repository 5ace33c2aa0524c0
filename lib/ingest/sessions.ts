import type { Answers, Connector, Gathered, Head, Session, Translate } from '@/lib/connectors/define';
import { TandemError } from '@/lib/core/errors';
import type { RecordType } from '@/lib/core/record';
import type { Activity } from '@/lib/core/sources';
import type { Input } from './inputs';
import { type Choose, openFile } from './open-file';

interface State {
  session: Session;
  /** files that gave it rows to gather, by name */
  gatheredFrom: Set<string>;
  /** the first file of it that could not be read whole, and its order */
  broken: { file: string; order: number } | null;
}

/** What the connectors of one run know between its files. */
export class Sessions {
  private readonly states = new Map<Connector, State>();

  constructor(private readonly answers?: Answers) {}

  /** Begins a file. Throws a TandemError where a file that completes it could not be read. */
  open(connector: Connector, head: Head): Translate {
    const { session, broken } = this.stateOf(connector);
    if (broken && broken.order < orderOf(connector, head))
      throw new TandemError(422, `It is completed by ${broken.file}, which could not be read: send both again.`);
    return session.open(head);
  }

  /** What the activity of the file just read is; undefined where it held none. */
  activityOf(connector: Connector): Activity | undefined {
    const { session } = this.stateOf(connector);
    return session.activity ? session.activity() : (connector.activity ?? 'use');
  }

  gathered(connector: Connector, file: string): void {
    this.stateOf(connector).gatheredFrom.add(file);
  }

  broke(connector: Connector, head: Head, file: string): void {
    const state = this.stateOf(connector);
    state.broken ??= { file, order: orderOf(connector, head) };
    // Half of its rows may be among what was gathered.
    state.gatheredFrom.add(file);
  }

  /** Files whose rows are lost, as another that they were to be added up with could not be read; with the sentence. */
  *lost(): Generator<{ file: string; error: string }> {
    for (const { session, broken, gatheredFrom } of this.states.values()) {
      if (!broken || !session.finish || !gatheredFrom.has(broken.file)) continue;
      const error = `It is added up with ${broken.file}, which could not be read: send them again together.`;
      for (const file of gatheredFrom) if (file !== broken.file) yield { file, error };
    }
  }

  /** What only all files together give, by connector. */
  *finish(): Generator<{ connector: Connector; records: Iterable<Gathered> }> {
    for (const [connector, { session, broken }] of this.states)
      if (session.finish && !broken) yield { connector, records: session.finish() };
  }

  private stateOf(connector: Connector): State {
    const state = this.states.get(connector) ?? {
      ...{ session: connector.begin(this.answers), gatheredFrom: new Set(), broken: null },
    };
    this.states.set(connector, state);
    return state;
  }
}

const orderOf = (connector: Connector, head: Head) => connector.order?.(head) ?? 0;

/**
 * The inputs in the order in which they are to be read: what completes others first, else as they came. Inputs that
 * can be read only once stay where they are. What is wrong with a file is told when it is read.
 */
export async function inOrder(
  inputs: readonly Input[],
  type: RecordType | undefined,
  choose?: Choose,
): Promise<Input[]> {
  if (inputs.length < 2 || !inputs.every(({ isRepeatable }) => isRepeatable)) return [...inputs];
  const placed: { input: Input; order: number }[] = [];
  for (const input of inputs) placed.push({ input, order: await orderIn(input, type, choose) });
  return placed.sort((a, b) => a.order - b.order).map(({ input }) => input);
}

async function orderIn(input: Input, type: RecordType | undefined, choose: Choose | undefined): Promise<number> {
  try {
    const file = await openFile(input, type, () => undefined, choose);
    await file?.close();
    return file ? orderOf(file.connector, file.head) : 0;
  } catch (error) {
    if (error instanceof TandemError) return 0;
    throw error;
  }
}
