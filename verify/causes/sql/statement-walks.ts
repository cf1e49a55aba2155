import type { WorldTable } from '../../../fixtures/world-table.ts';
import type { Asked } from '../asked.ts';
import { boundOf } from '../bound-of.ts';
import { highestIn } from '../highest-served.ts';
import type { Walk } from '../walks.ts';
import { isWhole } from '../whole.ts';
import { cursorsOf, isDeclaration } from './cursors.ts';
import { readOf } from './read-statement.ts';
import { columnsOf } from './with-places.ts';

/**
 * Tells the walks of statements apart: a cursor of the database with what was fetched by it, or pages by offset or from the
 * last row on. No walk goes beyond a sync. A statement whose rows nobody can tell is a walk of its own.
 *
 * @param asked with places, as {@link withPlaces} finds them
 * @param starts the numbers of the first requests of syncs
 */
export function statementWalks(
  asked: readonly Asked[],
  source: WorldTable,
  starts: readonly number[],
): readonly Walk[] {
  const walks: Asked[][] = [];
  const byCursor = new Map<Asked, Asked[]>();
  const cursors = cursorsOf(asked);
  let last: Asked[] = [];
  for (const one of asked) {
    const declared = cursors.get(one)?.declared;
    const cursor = declared && byCursor.get(declared);
    const isApart = starts.some((start) => start > (last.at(-1)?.number ?? 0) && start <= one.number);
    const goes = cursor ?? (!isApart && goesOn(last, one, source) ? last : undefined);
    const walk = goes ?? [];
    if (goes === undefined) walks.push(walk);
    walk.push(one);
    if (isDeclaration(one)) byCursor.set(one, walk);
    else if (!cursor) last = walk;
  }
  return walks.map((requests) => ({
    requests: requests as [Asked, ...Asked[]],
    bound: boundOf(requests[0] as Asked),
  }));
}

/** Whether a statement reads the page after those of a walk, or one of them again. */
function goesOn(walk: readonly Asked[], one: Asked, source: WorldTable): boolean {
  const before = walk.at(-1);
  if (before === undefined || one.rows === null || isDeclaration(one)) return false;
  const read = readOf(one.target ?? '', columnsOf(source));
  if (read?.limit === undefined) return false;
  const isAgain = walk.some((other) => other.target === one.target && !isWhole(other));
  if (isAgain || read.offset > 0 || read.start?.key !== undefined) return true;
  return read.start?.stamp !== undefined && read.start.stamp === highestIn(before, source);
}
