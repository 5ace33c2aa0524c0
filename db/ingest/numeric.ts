/** PostgreSQL's numeric: digits to base 10,000, the first of weight 10,000^weight; `scale` decimals are shown. */
export interface NumericDigits {
  negative: boolean;
  weight: number;
  scale: number;
  digits: number[];
}

/** Takes a finite number by its shortest decimal form, or a text of digits with an optional sign and fraction. */
export function numericDigits(value: number | string): NumericDigits {
  if (typeof value === 'number') {
    // Money has four decimals at most. Dividing back tells whether the digits are exactly the shortest form's.
    const shifted = Math.round(value * 1e4);
    if (value >= 0 && shifted < 1e15 && shifted / 1e4 === value) return ofFourDecimals(shifted);
  }
  return ofText(typeof value === 'number' ? plain(value) : value);
}

const ZERO: NumericDigits = { negative: false, weight: 0, scale: 0, digits: [] };

function ofFourDecimals(shifted: number): NumericDigits {
  if (shifted === 0) return ZERO;
  const fraction = shifted % 1e4;
  const scale = fraction === 0 ? 0 : fraction % 1000 === 0 ? 1 : fraction % 100 === 0 ? 2 : fraction % 10 === 0 ? 3 : 4;
  const digits: number[] = fraction === 0 ? [] : [fraction];
  let weight = -1;
  for (let rest = Math.floor(shifted / 1e4); rest > 0; rest = Math.floor(rest / 1e4)) {
    digits.unshift(rest % 1e4);
    weight++;
  }
  return trimmed({ negative: false, weight, scale, digits });
}

function ofText(text: string): NumericDigits {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const left = whole.padStart(Math.ceil(whole.length / 4) * 4, '0');
  const right = fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0');
  const digits = (left + right).match(/.{4}/g)?.map(Number) ?? [];
  return trimmed({ negative, weight: left.length / 4 - 1, scale: fraction.length, digits });
}

function trimmed({ negative, weight, scale, digits }: NumericDigits): NumericDigits {
  let from = 0;
  while (from < digits.length && digits[from] === 0) from++;
  let to = digits.length;
  while (to > from && digits[to - 1] === 0) to--;
  if (from === to) return { ...ZERO, scale };
  return { negative, weight: weight - from, scale, digits: digits.slice(from, to) };
}

/** `1.5e-7` → `0.00000015`. */
function plain(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point)}`;
}
