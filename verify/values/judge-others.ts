import type { Value } from '../../fixtures/table.ts';
import { isoSeconds } from '../../fixtures/timeline.ts';
import type { Found } from '../destination.ts';
import { instantOf } from './instant.ts';
import type { JudgeOf } from './loss.ts';

const DAY_LENGTH = 'YYYY-MM-DD'.length;

export const judgeBoolean: JudgeOf = () => (truth, found) => {
  const text = String(found).toLowerCase();
  const isTrue = text === 'true' || text === 't' || text === '1';
  const isFalse = text === 'false' || text === 'f' || text === '0';
  return truth ? (isTrue ? 'equal' : 'different') : isFalse ? 'equal' : 'different';
};

export const judgeDate: JudgeOf = () => (truth, found) =>
  instantOf(truth as string) === instantOf(found) ? 'equal' : 'different';

/** By instant, whatever the form and the offset. */
export const judgeTimestamp: JudgeOf = (type) => (truth, found) => {
  const time = instantOf(found);
  if (time === undefined) return 'different';
  const text = truth as string;
  if (isoSeconds(time) === text && time % 1000 === 0) return 'equal';
  if (time === instantOf(text)) return 'equal';
  const isDay = type.isDate || (typeof found === 'string' && found.length === DAY_LENGTH);
  return isDay && time === instantOf(text.slice(0, DAY_LENGTH)) ? 'time of day' : 'different';
};

/** By structure: order of names, blanks and the form of numbers do not matter. */
export const judgeJson: JudgeOf = () => (truth, found) =>
  isSameJson(truth, typeof found === 'string' ? parsed(found) : found) ? 'equal' : 'different';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isSameJson(truth: Value, found: unknown): boolean {
  if (truth === found) return true;
  if (typeof truth !== 'object' || typeof found !== 'object' || truth === null || found === null) {
    return typeof found === 'bigint' && Number(found) === truth;
  }
  if (Array.isArray(truth)) {
    return (
      Array.isArray(found) &&
      truth.length === found.length &&
      truth.every((item, place) => isSameJson(item, (found as Found[])[place]))
    );
  }
  if (Array.isArray(found)) return false;
  const names = Object.keys(truth);
  const other = found as Readonly<Record<string, unknown>>;
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => name in other && isSameJson((truth as Record<string, Value>)[name] as Value, other[name]),
    )
  );
}
