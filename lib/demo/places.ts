import { Weighted } from '@/lib/demo/random';

/** market · share of customers · hours ahead of UTC · its own languages with shares */
const PLACES: [market: string, share: number, offset: number, languages: Record<string, number>][] = [
  ['DE', 0.21, 1, { de: 0.91, en: 0.04 }],
  ['US', 0.18, -6, { en: 0.85, es: 0.12 }],
  ['SE', 0.12, 1, { sv: 0.9, en: 0.04 }],
  ['GB', 0.12, 0, { en: 0.95 }],
  ['NL', 0.06, 1, { nl: 0.92, en: 0.04 }],
  ['NO', 0.045, 1, { nb: 0.93, en: 0.03 }],
  ['FI', 0.04, 2, { fi: 0.89, sv: 0.06 }],
  ['AT', 0.035, 1, { de: 0.94 }],
  ['DK', 0.03, 1, { da: 0.94, en: 0.02 }],
  ['FR', 0.028, 1, { fr: 0.95 }],
  ['ES', 0.024, 1, { es: 0.84, ca: 0.08, eu: 0.01, gl: 0.02 }],
  ['IT', 0.022, 1, { it: 0.95 }],
  ['PL', 0.02, 1, { pl: 0.92, uk: 0.05 }],
  ['BE', 0.014, 1, { nl: 0.57, fr: 0.38 }],
  ['CH', 0.012, 1, { de: 0.62, fr: 0.22, it: 0.08 }],
  ['AU', 0.009, 10, { en: 0.95 }],
  ['CA', 0.007, -5, { en: 0.74, fr: 0.2 }],
  ['IE', 0.006, 0, { en: 0.97 }],
  ['PT', 0.005, 0, { pt: 0.95 }],
  ['CZ', 0.004, 1, { cs: 0.91, sk: 0.04 }],
  ['GR', 0.003, 2, { el: 0.95 }],
  ['RO', 0.003, 2, { ro: 0.92, hu: 0.04 }],
  ['MX', 0.003, -6, { es: 0.97 }],
];

/** Spoken by customers everywhere; the share of a market its own languages leave over. */
const ABROAD: Record<string, number> = {
  ...{
    tr: 10,
    ar: 10,
    pl: 8,
    uk: 7,
    ru: 7,
    ro: 5,
    fa: 4,
    so: 3,
    ku: 3,
    zh: 4,
    vi: 3,
    hi: 3,
    ur: 2.5,
    pa: 2.5,
    tl: 2.5,
  },
  ...{
    bs: 2.5,
    hr: 2.5,
    sr: 2.5,
    sq: 2.5,
    hu: 2.5,
    bg: 2.5,
    sk: 2,
    lt: 2,
    lv: 1.6,
    et: 1.6,
    ti: 1.6,
    am: 1.4,
    th: 1.6,
  },
};

/** How many write in each hour of their own day. */
const LOCAL_HOURS = [
  0.9, 0.5, 0.35, 0.3, 0.35, 0.6, 1.4, 2.9, 4.8, 6.4, 7.2, 7.3, 6.9, 6.7, 6.6, 6.5, 6.4, 6.2, 6.0, 5.8, 5.4, 4.4, 3.0,
  1.7,
];

export const MARKETS: readonly string[] = PLACES.map(([market]) => market);
const SHARES = PLACES.map(([, share]) => share);
const TOTAL = SHARES.reduce((sum, share) => sum + share, 0);

/** A market's share of all customers, 0–1. */
export function customerShare(market: number): number {
  return SHARES[market]! / TOTAL;
}

const byHour = Array.from({ length: 24 }, (_, hour) =>
  PLACES.map(([, share, offset]) => share * LOCAL_HOURS[(hour + offset + 24) % 24]!),
);
const hours = new Weighted(byHour.map((weights) => weights.reduce((sum, w) => sum + w, 0)));
const marketOfHour = byHour.map((weights) => new Weighted(weights));

/** Hour of the UTC day, drawn over all markets. */
export function drawHour(u: number): number {
  return hours.pick(u);
}

/** Who writes in that UTC hour: an index into MARKETS. */
export function drawMarket(hour: number, u: number): number {
  return marketOfHour[hour]!.pick(u);
}

const languageTables = PLACES.map(([, , , own]) => {
  const rest = 1 - Object.values(own).reduce((sum, share) => sum + share, 0);
  const abroad = Object.entries(ABROAD).filter(([language]) => !(language in own));
  const all = abroad.reduce((sum, [, weight]) => sum + weight, 0);
  const entries = [
    ...Object.entries(own),
    ...abroad.map(([l, weight]): [string, number] => [l, (rest * weight) / all]),
  ];
  return { names: entries.map(([name]) => name), weights: new Weighted(entries.map(([, share]) => share)) };
});

/** @param u uniform, the customer's own, so that a customer keeps a language */
export function languageOf(market: number, u: number): string {
  const table = languageTables[market]!;
  return table.names[table.weights.pick(u)]!;
}
