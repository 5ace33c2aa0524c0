/** The company's books, in USD: what finance would hand over. Customer service includes AI, partners and platform. */
const BOOKS: [quarter: string, revenue: number, customer_service_cost: number, transactions: number][] = [
  ['2022-Q4', 548_300_000, 57_920_000, 181_400_000],
  ['2023-Q1', 513_600_000, 54_790_000, 170_900_000],
  ['2023-Q2', 538_900_000, 55_020_000, 176_300_000],
  ['2023-Q3', 561_200_000, 53_970_000, 179_800_000],
  ['2023-Q4', 629_700_000, 57_310_000, 203_600_000],
  ['2024-Q1', 622_400_000, 49_480_000, 195_700_000],
  ['2024-Q2', 668_100_000, 45_630_000, 203_900_000],
  ['2024-Q3', 695_800_000, 43_660_000, 208_400_000],
  ['2024-Q4', 782_300_000, 46_590_000, 236_800_000],
  ['2025-Q1', 793_500_000, 43_370_000, 225_700_000],
];

/** `financials.csv` */
export function financialsCsv(): string {
  const rows = BOOKS.map(([quarter, revenue, cost, count]) => `${quarter},${revenue}.00,${cost}.00,${count},USD\n`);
  return `quarter,revenue,customer_service_cost,transactions,currency\n${rows.join('')}`;
}
