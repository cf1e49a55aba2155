const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** A number as it is written, without zeros that say nothing: its digits as a whole number, times ten to a power. */
interface ExactNumber {
  readonly isNegative: boolean;
  /** Neither the first nor the last is a zero; empty for zero. */
  readonly digits: string;
  readonly power: number;
}

/** Undefined for a text that is no number. */
export function exactNumber(text: string): ExactNumber | undefined {
  const parts = NUMBER.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const all = `${whole}${fraction}`;
  if (all === '') return undefined;
  const digits = all.replace(/^0+/, '');
  const bare = withoutLastZeros(digits);
  if (bare === '') return { isNegative: false, digits: '', power: 0 };
  const power = Number(exponent) - fraction.length + digits.length - bare.length;
  return { isNegative: sign === '-', digits: bare, power };
}

/** Whether two texts are one number, however many zeros they are written with: `19.9`, `19.90` and `1.99e1`. */
export function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [exactNumber(one), exactNumber(other)];
  return (
    first !== undefined &&
    second !== undefined &&
    first.digits === second.digits &&
    first.power === second.power &&
    first.isNegative === second.isNegative
  );
}

/** Whether a number has more digits behind the point than `scale`. */
export function exceedsScale(text: string, scale: number): boolean {
  const number = exactNumber(text);
  return number !== undefined && number.digits !== '' && -number.power > scale;
}

/** How many digits a number has before the point. */
export function wholeDigits(text: string): number {
  const number = exactNumber(text);
  return number === undefined ? 0 : Math.max(0, number.digits.length + number.power);
}

/** Rounds half up, away from zero, as the SDK does: `19.995` with two digits is `20.00`. */
export function roundHalfUp(text: string, scale: number): string | undefined {
  const number = exactNumber(text);
  if (number === undefined || !exceedsScale(text, scale)) return text;
  const dropped = -number.power - scale;
  const kept = number.digits.slice(0, Math.max(0, number.digits.length - dropped)) || '0';
  const next = number.digits.at(-dropped) ?? '0';
  const rounded = BigInt(kept) + (Number(next) >= 5 && dropped <= number.digits.length ? 1n : 0n);
  return `${number.isNegative ? '-' : ''}${rounded}e-${scale}`;
}

function withoutLastZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
