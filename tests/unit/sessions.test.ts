import { describe, expect, test } from 'vitest';
import { defineConnector, GATHERED, type Head } from '@/lib/connectors/define';
import { TandemError } from '@/lib/core/errors';
import { Sessions } from '@/lib/ingest/sessions';

const HEAD: Head = { carrier: 'csv', fields: [], rows: [] };
const RATINGS: Head = { ...HEAD, fields: ['rating'] };
const TICKETS: Head = { ...HEAD, fields: ['ticket'] };

/** Adds numbers up; ratings come before tickets. */
const summing = defineConnector({
  ...{ id: 'sums', title: 'Sums', vendor: null, yields: ['tool_activity'], settlesAfterDays: 0, rowsIn: [] },
  ...{ about: { reads: [], drops: [], cannotKnow: [] }, keepsUnreadable: false, reads: () => true, keep: () => ({}) },
  order: ({ fields }) => (fields.includes('ticket') ? 1 : 0),
  begin() {
    let sum = 0;
    return {
      open: () => (row) => {
        sum += Number(row.n);
        return GATHERED;
      },
      *finish() {
        yield { record: { type: 'tool_activity', interactions: sum }, line: 1 };
      },
    };
  },
});

const sums = (sessions: Sessions) => [...sessions.finish()].flatMap(({ records }) => [...records]);

describe('what a connector knows between the files of a run', () => {
  test('2 in one file and 3 in another are 5 in the end, and begin at 0 in the next run', () => {
    for (let run = 0; run < 2; run++) {
      const sessions = new Sessions();
      sessions.open(summing, HEAD)({ n: 2 });
      sessions.open(summing, HEAD)({ n: 3 });
      expect(sums(sessions)).toEqual([{ record: { type: 'tool_activity', interactions: 5 }, line: 1 }]);
    }
  });

  test('a file that breaks off takes the sums it is part of with it, in a sentence that names it', () => {
    const sessions = new Sessions();
    sessions.open(summing, HEAD)({ n: 2 });
    sessions.gathered(summing, 'a.csv');
    sessions.broke(summing, HEAD, 'b.csv');
    expect(sums(sessions)).toEqual([]);
    expect([...sessions.lost()]).toEqual([
      { file: 'a.csv', error: 'It is added up with b.csv, which could not be read: send them again together.' },
    ]);
  });

  test('tickets are refused where the ratings that complete them broke off', () => {
    const sessions = new Sessions();
    sessions.broke(summing, RATINGS, 'ratings.csv');
    expect(() => sessions.open(summing, TICKETS)).toThrow(
      new TandemError(422, 'It is completed by ratings.csv, which could not be read: send both again.'),
    );
  });
});
