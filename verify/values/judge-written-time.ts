import { type TimeNotation, UTC, writeTime, ZONED_FORMATS } from '../../fixtures/time-notation.ts';
import type { Found } from '../destination.ts';
import type { DestinationType } from './destination-type.ts';
import { instantOf } from './instant.ts';
import type { CellJudge } from './loss.ts';

const SAYS_ZONE = /:\d\d(?:\.\d+)? ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)$/;
const TYPE_WITH_ZONE = /TIMESTAMPTZ|WITH TIME ZONE/i;

/**
 * Judges a time that the source writes in a form of its own: as a number, or as clocks of a zone show it. It may be as the
 * source wrote it, or be the instant that is meant. What says its zone has to be that instant: a local time that is taken
 * for UTC is another one.
 *
 * @param judge of a value that is as the source wrote it
 */
export function judgeWrittenTime(notation: TimeNotation, type: DestinationType, judge: CellJudge): CellJudge {
  const { format, zone } = notation;
  const isLocal = ZONED_FORMATS.includes(format) && format !== 'iso-offset' && zone !== UTC;
  return (truth, found) => {
    const instant = format === 'date' ? undefined : instantOf(found);
    const isMeant =
      instant !== undefined && Number.isSafeInteger(instant / 1000) && writeTime(instant, notation) === truth;
    if (isMeant) return 'equal';
    if (isLocal && format !== 'date' && saysZone(found, type)) return 'different';
    return judge(truth, found);
  };
}

function saysZone(found: Found, { name = '' }: DestinationType): boolean {
  return typeof found === 'string' ? SAYS_ZONE.test(found) : TYPE_WITH_ZONE.test(name);
}
