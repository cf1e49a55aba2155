const NEGATIVE = 0x4000;
/** NaN and the two infinities. */
const LEAST_SPECIAL = 0xc000;
const DIGITS_IN_GROUP = 4;
/** Groups of digits that a double holds without loss. */
const MOST_EXACT_GROUPS = 3;

/** How many digits behind the point a value shows. */
export function scaleOf(value: Buffer): number {
  return value.readUInt16BE(6);
}

/**
 * Reads a NUMERIC in its binary form: four numbers of 16 bits (how many groups, weight of the first, sign, scale), and
 * the groups, each with four decimal digits.
 *
 * @returns how many units of the given scale it is: 12.5 at scale 2 is 1250; undefined for what is no number, or has
 *   more digits behind the point
 */
export function parseNumeric(value: Buffer, scale: number): bigint | undefined {
  const groups = value.readUInt16BE(0);
  const weight = value.readInt16BE(2);
  const sign = value.readUInt16BE(4);
  if (sign >= LEAST_SPECIAL) return undefined;
  const digits = groups <= MOST_EXACT_GROUPS ? BigInt(smallDigits(value, groups)) : manyDigits(value, groups);
  // The last group counts in units of 10000 ** exponent.
  const exponent = (weight - groups + 1) * DIGITS_IN_GROUP + scale;
  const factor = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && digits % factor !== 0n) return undefined;
  const units = exponent < 0 ? digits / factor : digits * factor;
  return sign === NEGATIVE ? -units : units;
}

function smallDigits(value: Buffer, groups: number): number {
  let digits = 0;
  for (let group = 0; group < groups; group += 1)
    digits = digits * 10_000 + value.readUInt16BE(8 + group * 2);
  return digits;
}

function manyDigits(value: Buffer, groups: number): bigint {
  let digits = 0n;
  for (let group = 0; group < groups; group += 1)
    digits = digits * 10_000n + BigInt(value.readUInt16BE(8 + group * 2));
  return digits;
}
