import type { Column, Value } from '../../fixtures/table.ts';
import type { Found } from '../destination.ts';
import { parseType } from './destination-type.ts';
import { judgeDecimal, judgeDouble, judgeInteger, judgeSingle } from './judge-number.ts';
import { judgeBoolean, judgeDate, judgeJson, judgeTimestamp } from './judge-others.ts';
import { judgeText } from './judge-text.ts';
import { judgeWrittenTime } from './judge-written-time.ts';
import type { CellJudge } from './loss.ts';

const JUDGES = {
  integer: judgeInteger,
  bigint: judgeDecimal,
  decimal: judgeDecimal,
  double: judgeDouble,
  single: judgeSingle,
  boolean: judgeBoolean,
  text: judgeText,
  date: judgeDate,
  timestamp: judgeTimestamp,
  json: judgeJson,
};

/**
 * Compares the values of one column of the source with what a destination holds: at the destination's precision, and by the
 * rules by which the Connector SDK turns values into those of a column (its `cells.py`).
 *
 * @param type in the destination's own words
 */
export function cellJudge(column: Column, type: string | undefined): CellJudge {
  const destination = parseType(type);
  const plain = JUDGES[column.type.kind](destination);
  const judge = column.time ? judgeWrittenTime(column.time, destination, plain) : plain;
  // A file without types has one way to write what is not there and what is empty.
  const isUntyped = type === undefined;
  return (truth: Value, found: Found) => {
    if (truth === found) return 'equal';
    if (truth === null || truth === undefined) return isNothing(found, isUntyped) ? 'equal' : 'different';
    if (found === undefined) return judge(truth, null);
    if (truth === '' && found === null && isUntyped) return 'equal';
    return judge(truth, found);
  };
}

function isNothing(found: Found, isUntyped: boolean): boolean {
  return found === null || found === undefined || (isUntyped && found === '');
}
