import type { Alias } from '@/db/aliases';
import type { Row } from '@/lib/connectors/define';
import { TandemError } from '@/lib/core/errors';
import { CsvRows } from './csv-rows';
import { type Hasher, hashAsUuid } from './hash';

export interface AliasFile {
  read: number;
  aliases: Alias[];
  rejected: { line: number; reason: string }[];
}

const LOGIN = ['login', 'alias', 'user_login', 'username', 'user_id'];
const EMPLOYEE = ['employee_id', 'employee'];
const EMAIL = ['email', 'e-mail', 'mail'];
const LONGEST = 255;

/**
 * A list of logins as CSV: a login, and the employee id or the e-mail address of whom it means; a login with neither is
 * taken out. Only hashes leave. Throws a 422 when a column is missing.
 */
export function readAliases(text: Buffer, hasher: Hasher): AliasFile {
  const file: AliasFile = { read: 0, aliases: [], rejected: [] };
  let columns: { login: string; employee?: string; email?: string } | null = null;
  const refuse = (line: number, reason: string) => {
    file.read++;
    file.rejected.push({ line, reason });
  };
  const reader = new CsvRows({
    header(names) {
      columns = columnsOf(names);
    },
    row(line, row) {
      const { login, employee, email } = columns!;
      const name = cellOf(row, login);
      if (name === '') return refuse(line, `${login} is missing`);
      if (name.length > LONGEST) return refuse(line, `${login} is longer than ${LONGEST} characters`);
      const [id, address] = [cellOf(row, employee), cellOf(row, email)];
      if (address !== '' && !address.includes('@')) return refuse(line, `${email} is no e-mail address`);
      file.read++;
      // The id is the surer name where a row gives both.
      const person =
        id !== '' ? hashAsUuid(hasher, 'employee', id) : address !== '' ? hashAsUuid(hasher, 'email', address) : null;
      file.aliases.push({ alias: hashAsUuid(hasher, 'employee', name), person });
      // Some vendors give addresses as logins.
      if (name.includes('@')) file.aliases.push({ alias: hashAsUuid(hasher, 'email', name), person });
    },
    refuse: (line, { reason }) => refuse(line, reason),
  });
  reader.push(text.subarray(text.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0));
  reader.end();
  if (columns === null) throw new TandemError(422, 'It is empty: a list of logins has a line of columns first.');
  return file;
}

function columnsOf(names: readonly string[]) {
  const find = (wanted: readonly string[]) => names.find((name) => wanted.includes(name.trim().toLowerCase()));
  const [login, employee, email] = [find(LOGIN), find(EMPLOYEE), find(EMAIL)];
  if (!login) throw new TandemError(422, 'It has no column login: name the column of logins so.');
  if (!employee && !email)
    throw new TandemError(422, 'It has no column employee_id and none email: one of them says whom a login means.');
  return { login, employee, email };
}

const cellOf = (row: Row, name: string | undefined) => (name ? String(row[name] ?? '').trim() : '');
