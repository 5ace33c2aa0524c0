import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatDate } from '@/lib/core/format';
import { countKept, REFUSED_ROW_DAYS } from '@/lib/core/record-keeping';
import { listWords } from '@/lib/core/words';
import { AccessMatrix } from './access-matrix';
import { FieldTable } from './field-table';
import { PrintButton } from './print-button';

export interface MeasuredProps {
  company: string;
  demo: boolean;
  /** the smallest group in force */
  groupSize: number;
  /** the roles that may read refused rows */
  refusedReaders: string[];
  /** so long a network address counts sign-in attempts */
  attemptMinutes: number;
  access: Parameters<typeof AccessMatrix>[0];
  today: string;
}

const SECTIONS = [
  ['nobody', 'What nobody can see'],
  ['fields', 'What is kept, field by field'],
  ['dropped', 'What is dropped'],
  ['groups', 'How groups are formed'],
  ['access', 'Who may see what'],
  ['readers', 'What is noted about readers'],
  ['refused', 'Rows that are refused'],
  ['forget', 'How to be forgotten'],
] as const;
type SectionId = (typeof SECTIONS)[number][0];

/** For everybody the numbers are about: what is kept, how, in what groups it is shown, and to whom. Prints to A4. */
export function Measured(props: MeasuredProps) {
  const { company, demo, groupSize: k, refusedReaders, attemptMinutes, access, today } = props;
  const kept = countKept();
  return (
    <main className="page measured" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>What is measured about us</h1>
          <p className="page-question">What does Tandem know about us, and who can see it?</p>
        </div>
        <PrintButton />
      </div>
      <p className="page-answer">
        <b>Groups of at least {k} employees, never one person</b>
        Tandem shows how work with AI goes. It is not for judging anybody, and cannot be asked about one person.
      </p>
      <dl className="measured-facts">
        <Fact figure={`${k} people`} words="the smallest group of employees a figure can be about" />
        <Fact figure={`${kept.hashed} of ${kept.all}`} words="fields say who; they are stored only as a keyed hash" />
        <Fact figure="No text" words="of a message, a prompt or an answer is stored" />
        <Fact figure={`${REFUSED_ROW_DAYS} days`} words="is how long refused rows are kept" />
      </dl>
      <nav aria-label="On this page" className="measured-nav">
        {SECTIONS.map(([id, title]) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>

      <Section id="nobody">
        <ul className="measured-locks">
          <Lock title="A figure about one employee">
            Nor about fewer than {k}. Such a figure is withheld, whoever asks and by whatever road: page, file or
            program.
          </Lock>
          <Lock title="What one person did">
            Use of AI tools, seats and the roster cannot be listed or taken away as rows, by no role. Nothing can be
            asked by customer or by the person who answered.
          </Lock>
          <Lock title="What was said">
            No message, prompt or answer is stored; only that a conversation took place, when, on which topic and how it
            ended.
          </Lock>
          <Lock title="Names and addresses">
            Customers, employees and those who answer are stored as a hash with a secret key, from which nobody reads a
            name back. The key lies apart from the database; only who runs the server could tell with it whether a
            number they already know is among them.
          </Lock>
        </ul>
      </Section>

      <Section id="fields">
        <p className="measured-text">
          Five kinds of records come in, from files that the company’s own systems write. These are all their fields.
        </p>
        <div className="panels measured-records">
          <FieldTable type="conversation" />
          <div className="panel-column">
            <FieldTable type="tool_activity" />
            <FieldTable type="employee" />
            <FieldTable type="seat" />
            <FieldTable type="financials" />
          </div>
        </div>
      </Section>

      <Section id="dropped">
        <p className="measured-text">
          Everything else. The texts of messages, names and addresses are taken out where a file is read, before
          anything is stored. Any other field that is not in the tables above is not stored either; only its name is
          noted, so that the sender sees it was not used.
        </p>
      </Section>

      <Section id="groups">
        <ol className="measured-steps">
          <li>
            On the first day of each quarter the departments are counted. One with fewer than {k} people is joined with
            the next smallest, until no part has fewer.
          </li>
          <li>Inside such a part, teams with fewer than {k} people are joined in the same way.</li>
          <li>
            These groups hold for the whole quarter. Every filter, breakdown, total, comparison and file must be made of
            whole groups; what would cut one is withheld. So no subtraction of two answers leaves fewer than {k} people.
          </li>
          <li>
            Questions about departments and teams begin and end with a week, a month or a quarter, and know no single
            days.
          </li>
          <li>
            Where few stand behind a figure, holders of a licence for example, parts with fewer than {k} of them are
            joined as well.
          </li>
        </ol>
        <p className="measured-text">
          This protects employees in what is told about their use of AI. Figures about conversations are not grouped so:
          they name no customer and nobody who answered, and say where few conversations stand behind an estimate.
        </p>
      </Section>

      <Section id="access">
        <p className="measured-text">
          Drawn from the rules the server itself follows. What it does not name is refused.
        </p>
        <div className="panel">
          <AccessMatrix {...access} />
        </div>
      </Section>

      <Section id="readers">
        <p className="measured-text">
          Who looks is noted as well. Every view of a figure and every file taken away is logged: who, when, which
          figures with which filters, and by which road. Of a reader Tandem keeps the e-mail address, the password as a
          hash, and the roles with their departments. The network address of a sign-in counts attempts for{' '}
          {attemptMinutes} minutes.
        </p>
      </Section>

      <Section id="refused">
        <p className="measured-text">
          A row that does not fit is kept with the reason, so that it can be mended and sent again. It holds identifiers
          as they were sent, after texts, names and addresses have been taken out where its fields could be told apart;
          a line that could not be read at all is kept as it is. Only {listWords(refusedReaders)} can read it. After{' '}
          {REFUSED_ROW_DAYS} days it goes with the next records that come in.
        </p>
        <p className="measured-text">
          A file that is sent or fetched lies whole in a folder of the server until it is taken in, messages among it,
          and is removed at once afterwards. What programs push (OpenTelemetry) is cut down on arrival to what figures
          need, and kept encrypted until nothing has come to the same conversation, or to the same person’s day, for 14
          days. Of a list that says whom a login means, hashes are kept.
        </p>
      </Section>

      <Section id="forget">
        <p className="measured-text">
          Ask an administrator. With your employee number, your address or your customer number they erase you from
          every source: roster, use of tools, seats, your conversations if you are a customer, your mark on
          conversations you answered, and refused rows that name you. All figures are made anew without you. What a
          source sends afterwards comes in again, so the source must stop first; files taken away before are out of
          Tandem’s reach.
        </p>
        <p className="measured-command">
          <code>npm run tandem -- forget --employee ID</code> <code>npm run tandem -- forget --customer ID</code>
        </p>
      </Section>

      <footer className="data-line">
        <span>{company}</span>
        {demo && <span>Demo: the sample company, invented</span>}
        <span>As in force on {formatDate(today)}</span>
      </footer>
    </main>
  );
}

function Fact({ figure, words }: { figure: string; words: string }) {
  return (
    <div>
      <dt>{figure}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function Section({ id, children }: { id: SectionId; children: ReactNode }) {
  const title = SECTIONS.find(([one]) => one === id)![1];
  return (
    <section className="measured-section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function Lock({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <Icon name="lock" size={16} />
      <p>
        <b>{title}</b>
        {children}
      </p>
    </li>
  );
}
