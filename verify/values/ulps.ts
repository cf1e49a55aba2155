import { exactNumber } from './exact-number.ts';

const EXPONENT_BITS = 0x7ff;
/** The exponent of the last bit of the smallest numbers (IEEE 754, binary64). */
const LOWEST = -1074;

/**
 * How far a number is from what it should be, in units in the last place (ULPs) that a float of 64 bits has there: less than
 * one where no such float is nearer, millions where it went through 32 bits.
 *
 * @returns undefined where one of them is no number
 */
export function ulpsApart(truth: string, found: string): number | undefined {
  const [one, other] = [exactNumber(truth), exactNumber(found)];
  const ulp = ulpOf(Number(truth));
  if (one === undefined || other === undefined || ulp === undefined) return undefined;
  const power = Math.min(one.power, other.power);
  const difference = scaled(one, power) - scaled(other, power);
  return Math.abs(Number(`${difference}e${power}`)) / ulp;
}

/** `0.5 ULP`, `64,424,509 ULPs`. */
export function presentUlps(ulps: number): string {
  if (ulps < 10) return `${Number(ulps.toPrecision(2))} ULP${ulps > 1 ? 's' : ''}`;
  return `${ulps < 1e15 ? Math.round(ulps).toLocaleString('en-US') : ulps.toPrecision(2)} ULPs`;
}

function scaled(
  { digits, power: own, isNegative }: NonNullable<ReturnType<typeof exactNumber>>,
  power: number,
): bigint {
  const value = digits === '' ? 0n : BigInt(digits) * 10n ** BigInt(own - power);
  return isNegative ? -value : value;
}

/** Undefined beyond the largest number. */
function ulpOf(number: number): number | undefined {
  if (!Number.isFinite(number)) return undefined;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  const exponent = (view.getUint16(0) >> 4) & EXPONENT_BITS;
  return 2 ** (Math.max(exponent, 1) - 1 + LOWEST);
}
