import type { Value } from '../../fixtures/table.ts';
import type { Found } from '../destination.ts';
import type { DestinationType } from './destination-type.ts';
import { exactNumber, exceedsScale, isSameNumber, roundHalfUp, wholeDigits } from './exact-number.ts';
import type { CellVerdict, JudgeOf } from './loss.ts';

export const judgeInteger: JudgeOf = (type) => (truth, found) => {
  if (typeof found === 'bigint') return Number(found) === truth ? 'equal' : 'different';
  // A column of whole numbers widens to fractions when one comes.
  return judgeExact(String(truth), found, type);
};

export const judgeDecimal: JudgeOf = (type) => (truth, found) => judgeExact(String(truth), found, type);

export const judgeDouble: JudgeOf = (type) => (truth, found) => {
  const number = numberOf(found);
  if (number === undefined) return found === null ? lostDigits(String(truth), type) : 'different';
  return number === truth ? 'equal' : lossOf(truth as number, number, String(truth), found, type);
};

/** Of 32 bits at the source: what it was there, and what those bits are in 64, are one number. */
export const judgeSingle: JudgeOf = (type) => (truth, found) => {
  const number = numberOf(found);
  if (number === undefined) return found === null ? lostDigits(String(truth), type) : 'different';
  if (Math.fround(number) === Math.fround(truth as number)) return 'equal';
  return lossOf(truth as number, number, String(truth), found, type);
};

/** A number with all of its digits. */
function judgeExact(truth: string, found: Found, type: DestinationType): CellVerdict {
  if (found === null) return lostDigits(truth, type);
  const number = numberOf(found);
  if (number === undefined) return 'different';
  if (isSameNumber(truth, String(found))) return 'equal';
  // More digits than a number of 64 bits has.
  if (Number(truth) === number && !type.isSingle) return 'digits';
  return lossOf(Number(truth), number, truth, found, type);
}

function lossOf(
  truth: number,
  number: number,
  text: string,
  found: Found,
  type: DestinationType,
): CellVerdict {
  // An undeclared float of Python is one of 32 bits, which stays visible when its column widens later.
  if (!type.decimal && Math.fround(truth) === Math.fround(number) && isSingle(number, type)) return 'single';
  const { decimal } = type;
  if (decimal && exceedsScale(text, decimal.scale)) {
    const rounded = roundHalfUp(text, decimal.scale);
    if (rounded !== undefined && isSameNumber(rounded, String(found))) return 'scale';
  }
  return 'different';
}

function isSingle(number: number, type: DestinationType): boolean {
  return type.isSingle || number === Math.fround(number) || type.isText;
}

/** A decimal with too many digits before the point is NULL. */
function lostDigits(text: string, { decimal }: DestinationType): CellVerdict {
  return decimal && wholeDigits(text) > decimal.precision - decimal.scale ? 'digits' : 'different';
}

function numberOf(found: Value | Found): number | undefined {
  if (typeof found === 'number') return found;
  if (typeof found === 'bigint') return Number(found);
  if (typeof found === 'string' && exactNumber(found) !== undefined) return Number(found);
  return undefined;
}
