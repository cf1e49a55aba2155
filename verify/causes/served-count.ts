import type { LivingView } from '../../fixtures/living-table.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from './asked.ts';
import { sinceBy, sinceOf } from './asked-list.ts';
import { shownAt } from './met.ts';
import { isLiving } from './sql/stamp-and-key.ts';

/** How many rows of a table an answer held, by the places that the journal has of it. */
export function countServed(asked: Asked, table: WorldTable): number {
  const { rows } = asked;
  if (rows === null) return 0;
  const since = sinceOf(asked);
  const size = rows.last - rows.first + 1;
  if (since === undefined || sinceBy(asked) !== 'updatedAt' || !rows.order.startsWith('createdAt'))
    return size;
  // In this order those that were updated since stand among others.
  const view = table.seenAt(shownAt(asked));
  if (!isLiving(view)) return size;
  const isBackwards = rows.order.endsWith(' desc');
  return countSince(view, isBackwards ? view.size - 1 - rows.last : rows.first, size, since);
}

/** Of a stretch in the order of creation, those with a stamp from an instant on. */
function countSince(view: LivingView, first: number, size: number, since: number): number {
  const earlier = view.stampedBefore(since);
  const later = view.withStamp - earlier;
  if (size <= later) {
    return view.byCreation(first, size).filter(({ stamp }) => stamp !== null && stamp >= since).length;
  }
  return view
    .byStamp(earlier, later)
    .map((row) => view.createdThrough(row) - 1)
    .filter((place) => place >= first && place < first + size).length;
}
