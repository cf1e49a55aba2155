import type { Found } from '../destination.ts';
import type { DestinationType } from './destination-type.ts';
import { isSameNumber } from './exact-number.ts';
import { instantOf } from './instant.ts';
import type { CellVerdict, JudgeOf } from './loss.ts';

const YES = /^(?:t|true)$/i;
const NO = /^(?:f|false)$/i;

/** Text, which the SDK takes for a number, a truth value or a time where it looks like one and no type was declared. */
export const judgeText: JudgeOf = (type) => (value, found) => {
  const truth = value as string;
  if (found === null) return truth.replaceAll('\0', '') === '' ? 'empty text' : 'different';
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
  return isSameTime(truth, found) ? 'equal' : 'different';
}

function isCastBoolean(truth: string, found: string): boolean {
  return (found === 'true' && YES.test(truth)) || (found === 'false' && NO.test(truth));
}

function judgeAsNumber(truth: string, found: number | bigint, type: DestinationType): CellVerdict {
  if (isSameNumber(truth, String(found))) return formOf(truth, String(found));
  if (YES.test(truth) || NO.test(truth)) {
    return Number(found) === (YES.test(truth) ? 1 : 0) ? 'form' : 'different';
  }
  const isNumber = truth.trim() !== '' && Number.isFinite(Number(truth));
  if (!isNumber) return 'different';
  if (Number(truth) === Number(found)) return 'digits';
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
