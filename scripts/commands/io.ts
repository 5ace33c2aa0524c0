import { bringUp } from '@/db/bring-up';
import type { Connection } from '@/db/client';
import { openDatabase } from '@/db/open';

/** What a command may do with the world outside: the database, and one result. */
export interface CommandIo {
  /** true with `--json`: the result goes to standard output as one object, everything else to standard error */
  json: boolean;
  /** opens the workspace's database with a current schema, and closes it whatever happens */
  database<T>(use: (connection: Connection) => Promise<T>): Promise<T>;
  /** a line for the person at the terminal */
  say(line: string): void;
  /** the command's one result: `result` with --json, else `text` */
  finish(result: object, text: string): void;
}

export const io: CommandIo = {
  json: process.argv.includes('--json'),
  async database(use) {
    const connection = await openDatabase();
    try {
      await bringUp(connection, this.say);
      return await use(connection);
    } finally {
      await connection.close();
    }
  },
  say(line) {
    process.stderr.write(`${line}\n`);
  },
  finish(result, text) {
    process.stdout.write(`${this.json ? JSON.stringify(result) : text}\n`);
  },
};
