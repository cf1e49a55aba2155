import type { Value } from '../../fixtures/table.ts';
import type { Found } from '../destination.ts';
import type { DestinationType } from './destination-type.ts';
import { presentValue } from './present-value.ts';
import { presentUlps, ulpsApart } from './ulps.ts';

/** What a column's type cannot hold of a value that was written into it. */
export type Loss =
  /** A number of 64 bits in 32. */
  | 'single'
  /** Digits behind the point. */
  | 'scale'
  /** Digits before it, or in all. */
  | 'digits'
  /** A text that looks like something else is that now: `-007` is -7. */
  | 'form'
  /** A text that begins or ends with blanks. */
  | 'blanks'
  | 'empty text'
  | 'null characters'
  | 'time of day';

/** How a value of the destination compares with what it should be. */
export type CellVerdict = 'equal' | 'different' | Loss;

export type CellJudge = (truth: Value, found: Found) => CellVerdict;

/** Makes the judge of one column. Null is none of its business, unless it was something. */
export type JudgeOf = (type: DestinationType) => CellJudge;

/** The sentences for a column that loses something, with an example. */
export function presentLoss(loss: Loss, type: string | undefined, truth: Value, found: Found): string {
  const name = type ?? 'The file';
  const pair = `${presentValue(truth)} is ${presentValue(found)}`;
  switch (loss) {
    case 'single':
      return `${name} holds 32 bits of 64 (${numbers(truth, found)}). Declare it DOUBLE or DECIMAL.`;
    case 'scale':
      return `${name} rounds (${numbers(truth, found)}). Declare it DECIMAL with a larger scale.`;
    case 'digits':
      return `${name} has too few digits (${numbers(truth, found)}). Declare it DECIMAL with a larger precision.`;
    case 'form':
      return `text became a value of ${name} (${pair}). Declare it STRING.`;
    case 'blanks':
      return `blanks were removed (${pair}). Write texts as the source has them.`;
    case 'empty text':
      return `${name} has no empty text (${pair}). Declare it STRING, and write it with upsert.`;
    case 'null characters':
      return `null characters were removed (${pair}). Replace them in the connector if they matter.`;
    case 'time of day':
      return `${name} holds no time of day (${pair}). Declare it UTC_DATETIME.`;
  }
}

/** Numbers are shown without quotes, whether or not they are texts on either side, and by how much the one is off. */
function numbers(truth: Value, found: Found): string {
  const [one, other] = [shownNumber(truth), shownNumber(found)];
  const ulps = ulpsApart(one, other);
  return `${one} is ${other}${ulps === undefined ? '' : `, off by ${presentUlps(ulps)}`}`;
}

function shownNumber(value: Value | Found): string {
  return typeof value === 'string' ? value : presentValue(value);
}
