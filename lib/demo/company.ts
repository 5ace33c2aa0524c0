import { eachUse, useLine } from '@/lib/demo/activity';
import { dateOf } from '@/lib/demo/calendar';
import { conversationLine } from '@/lib/demo/conversation-line';
import { eachConversation } from '@/lib/demo/conversations';
import { financialsCsv } from '@/lib/demo/financials';
import { makeRoster, rosterCsv } from '@/lib/demo/roster';
import { makeSeats, seatsCsv } from '@/lib/demo/tools';
import { NOTES, workspaceSettings } from '@/lib/demo/workspace';

export interface CompanyOptions {
  seed: number;
  /** 1 = every conversation, 0.01 = one in a hundred; people and books are always whole */
  scale: number;
  /** days since 1970, `[from, to)`: of conversations and tool activity; roster, seats and books are always whole */
  from: number;
  to: number;
}

/** Where a file's text goes, piece by piece. */
export interface TextSink {
  write(text: string): void;
  end(): void;
}

const PIECE = 1 << 18;

/**
 * Writes the reference company as canonical files, the same for the same options.
 * @param open is asked for each file once, by its name, and the file is ended before the next one is opened
 * @returns rows per file
 */
export function writeCompany(options: CompanyOptions, open: (name: string) => TextSink): Record<string, number> {
  const rows: Record<string, number> = {};
  const whole = (name: string, text: string) => {
    const sink = open(name);
    sink.write(text);
    sink.end();
    rows[name] = text.split('\n').length - 2;
  };
  const people = makeRoster(options.seed);
  const seats = makeSeats(options.seed, people);
  const settings = open('workspace.json');
  settings.write(`${JSON.stringify({ ...workspaceSettings(options.scale), notes: NOTES }, null, 2)}\n`);
  settings.end();
  whole('employees.csv', rosterCsv(people));
  whole('seats.csv', seatsCsv(seats));
  whole('financials.csv', financialsCsv());

  const activity = new MonthlyFiles('tool_activity', open, rows);
  eachUse(options, people, seats, (use) => activity.write(use.date, useLine(use)));
  activity.end();

  const conversations = new MonthlyFiles('conversations', open, rows);
  eachConversation(options, (draft) => {
    conversations.write(Math.floor(draft.started_at / 86_400), conversationLine(draft));
  });
  conversations.end();
  return rows;
}

/** One JSON Lines file a month; lines come in order of their day. */
class MonthlyFiles {
  private sink: TextSink | null = null;
  private name = '';
  private pending = '';
  private day = -1;

  constructor(
    private readonly kind: string,
    private readonly open: (name: string) => TextSink,
    private readonly rows: Record<string, number>,
  ) {}

  write(day: number, line: string): void {
    if (day !== this.day) this.turn(day);
    this.pending += line;
    this.rows[this.name]!++;
    if (this.pending.length > PIECE) this.flush();
  }

  end(): void {
    this.flush();
    this.sink?.end();
    this.sink = null;
  }

  private turn(day: number): void {
    const name = `${this.kind}-${dateOf(day).slice(0, 7)}.jsonl`;
    this.day = day;
    if (name === this.name) return;
    this.end();
    this.name = name;
    this.rows[name] = 0;
    this.sink = this.open(name);
  }

  private flush(): void {
    if (this.pending) this.sink?.write(this.pending);
    this.pending = '';
  }
}
