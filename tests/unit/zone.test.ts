import { expect, test } from 'vitest';
import { isZone } from '@/lib/core/zone';

test.each(['UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'Europe/Kiev', 'America/Argentina/Buenos_Aires'])(
  '%s is a zone, whichever of its names the runtime lists',
  (name) => expect(isZone(name)).toBe(true),
);

test.each(['', 'CET+1', '+05:30', 'Mars/Olympus', 'europe/berlin; drop table', '../etc', "UTC'"])(
  '%j is none',
  (name) => expect(isZone(name)).toBe(false),
);
