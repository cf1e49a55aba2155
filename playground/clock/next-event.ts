import { PlaygroundError } from '../../core/playground-error.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';

const SECOND = 1000;
/** Nothing that happens more rarely is waited for. */
const LONGEST_WAIT = 100 * 365 * 86_400 * SECOND;

/**
 * When the next thing can be seen in any of these tables, in ms since 1970.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` when nothing ever happens, or nothing more
 */
export function nextEvent(tables: readonly WorldTable[], after: number): number {
  const found = tables.map((table) => nextIn(table, after)).filter((time) => time !== undefined);
  if (found.length > 0) return Math.min(...found);
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `Nothing happens after ${new Date(after).toISOString()}: in a still world nothing ever does. ` +
      'Start the playground with --world living.',
  );
}

/** Looks into ever longer times, because most tables have something soon. */
function nextIn(table: WorldTable, after: number): number | undefined {
  for (let wait = SECOND; wait <= LONGEST_WAIT; wait *= 4) {
    if (table.countChanges(after, after + wait) === 0) continue;
    for (const { seenAt } of table.changes(after, after + wait)) return seenAt;
  }
  return undefined;
}
