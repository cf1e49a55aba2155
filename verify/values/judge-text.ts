import type { Found } from '../destination.ts';
import type { DestinationType } from './destination-type.ts';
import { exactNumber, isSameNumber } from './exact-number.ts';
import { instantOf } from './instant.ts';
import type { CellVerdict, JudgeOf } from './loss.ts';

const YES = /^(?:t|true|y|yes|on)$/i;
const NO = /^(?:f|false|n|no|off)$/i;
/** What programs take for a value that is not there. */
const NOTHING = /^(?:null|none|nil|nan|n\/?a|undefined|\\n)$/i;

/** Text, which the SDK takes for a number, a truth value or a time where it looks like one and no type was declared. */
export const judgeText: JudgeOf = (type) => (value, found) => {
  const truth = value as string;
  if (found === null) return judgeAsNothing(truth);
  switch (typeof found) {
    case 'string':
      return judgeAsText(truth, found, type);
    case 'number':
    case 'bigint':
      return judgeAsNumber(truth, found, type);
    case 'boolean':
      return (found ? YES : NO).test(truth) ? formOf(truth, String(found)) : 'different';
    default:
      return judgeAsObject(truth, found as object);
  }
};

function judgeAsText(truth: string, found: string, type: DestinationType): CellVerdict {
  if (type.isJson) return jsonText(found) === truth ? 'equal' : 'different';
  if (truth.includes('\0') && truth.replaceAll('\0', '') === found) return 'null characters';
  // A column of numbers, truth values or times becomes text again when text comes, and what was there is cast.
  if (isSameNumber(truth, found) || isCastBoolean(truth, found)) return 'form';
  if (truth.trim() === found) return 'blanks';
  return isSameTime(truth, found) ? 'equal' : 'different';
}

/** Empty text is NULL in columns that are not text, and so is what looks like nothing to whoever looks. */
function judgeAsNothing(truth: string): CellVerdict {
  if (truth.replaceAll('\0', '') === '') return 'empty text';
  return NOTHING.test(truth) ? 'form' : 'different';
}

function isCastBoolean(truth: string, found: string): boolean {
  return (found === 'true' && YES.test(truth)) || (found === 'false' && NO.test(truth));
}

function judgeAsNumber(truth: string, found: number | bigint, type: DestinationType): CellVerdict {
  if (isSameNumber(truth, String(found))) return formOf(truth, String(found));
  if (YES.test(truth) || NO.test(truth)) {
    return Number(found) === (YES.test(truth) ? 1 : 0) ? 'form' : 'different';
  }
  if (Number.isNaN(found)) return NOTHING.test(truth) ? 'form' : 'different';
  if (truth.trim() === '' || Number(truth) !== Number(found)) return judgeAsSingle(truth, found, type);
  return exactNumber(truth) === undefined || !Number.isFinite(found) ? 'form' : 'digits';
}

function judgeAsSingle(truth: string, found: number | bigint, type: DestinationType): CellVerdict {
  return type.isSingle && Math.fround(Number(truth)) === Math.fround(Number(found)) ? 'single' : 'different';
}

function judgeAsObject(truth: string, found: object): CellVerdict {
  if (ArrayBuffer.isView(found)) {
    const { buffer, byteOffset, byteLength } = found;
    return Buffer.from(buffer, byteOffset, byteLength).toString() === truth ? 'equal' : 'different';
  }
  return isSameTime(truth, found) ? 'equal' : 'different';
}

function isSameTime(truth: string, found: Found): boolean {
  const time = instantOf(truth);
  return time !== undefined && time === instantOf(found);
}

function formOf(truth: string, written: string): CellVerdict {
  return truth === written ? 'equal' : 'form';
}

function jsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
