import { isoSeconds } from '../../fixtures/timeline.ts';
import type { Parameter } from './parameters.ts';
import { badScrollParam, presentScrollParam, readScrollParam } from './scroll-cursor.ts';
import { parseTimestamp } from './timestamp.ts';

/** Where a page of tombstones has ended: so many of those that could be seen first at an instant (ms since 1970) were told. */
export interface TombstoneCursor {
  readonly seenAt: number;
  readonly told: number;
}

const CURSOR = /^(\S+) deleted (\d{1,15})$/;

/** As the cursor of people, of an instant and a count. */
export const tombstoneCursor: Parameter<TombstoneCursor | undefined> = {
  name: 'scroll_param',
  in: 'query',
  description: 'The cursor from the previous page. Not together with since.',
  required: false,
  schema: { type: 'string' },
  parse(text) {
    if (text === undefined || text === '') return undefined;
    const match = CURSOR.exec(readScrollParam(text) ?? '');
    const seenAt = match ? parseTimestamp(match[1] as string) : undefined;
    if (seenAt === undefined) throw badScrollParam();
    return { seenAt, told: Number(match?.[2]) };
  },
};

export function presentTombstoneCursor({ seenAt, told }: TombstoneCursor): string {
  return presentScrollParam(`${isoSeconds(seenAt)} deleted ${told}`);
}
