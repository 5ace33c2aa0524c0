/** What a spreadsheet would run as a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Text that no spreadsheet takes for a formula: names come from other people's systems. */
export const safeText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
