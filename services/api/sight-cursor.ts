import { isoSeconds } from '../../fixtures/timeline.ts';
import type { Parameter } from './parameters.ts';
import { badScrollParam, presentScrollParam, readScrollParam } from './scroll-cursor.ts';
import { parseTimestamp } from './timestamp.ts';

/** A place in the order in which things could be seen: after so many of those that could be seen first at an instant. */
export interface SightPlace {
  /** In ms since 1970. */
  readonly seenAt: number;
  readonly passed: number;
}

/** Where a page has ended, and of which walk, so that no walk can go on as another. */
export interface SightCursor<Walk extends string> extends SightPlace {
  readonly walk: Walk;
}

const CURSOR = /^(\S+) ([a-z ]+) (\d{1,15})$/;

/** As the cursor of people, of an instant, a walk and a count. */
export function sightCursor<const Walk extends string>(
  walks: readonly Walk[],
): Parameter<SightCursor<Walk> | undefined> {
  return {
    name: 'scroll_param',
    in: 'query',
    description: 'The cursor from the previous page. Not together with since.',
    required: false,
    schema: { type: 'string' },
    parse(text) {
      if (text === undefined || text === '') return undefined;
      const [, time = '', word, passed] = CURSOR.exec(readScrollParam(text) ?? '') ?? [];
      const walk = walks.find((candidate) => candidate === word);
      const seenAt = parseTimestamp(time);
      if (walk === undefined || seenAt === undefined) throw badScrollParam();
      return { walk, seenAt, passed: Number(passed) };
    },
  };
}

export function presentSightCursor(walk: string, { seenAt, passed }: SightPlace): string {
  return presentScrollParam(`${isoSeconds(seenAt)} ${walk} ${passed}`);
}
