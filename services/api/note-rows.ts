import type { Context } from 'koa';
import { shownTarget } from '../../core/control/journal.ts';
import type { ServedPage, ServedRows } from '../../core/control/journal-entry.ts';

/**
 * Says for the journal which rows an answer holds.
 *
 * @param order the column and, where it is not ascending, `desc`
 * @param first the place of the first one in the whole table in that order, from 0
 * @param last that of the last one; before the first when there are none
 */
export function noteRows(ctx: Context, order: string, first: number, last: number): void {
  if (last >= first) ctx.state['rows'] = { order, first, last } satisfies ServedRows;
}

/** The same of rows that stand next to each other among some of the table. */
export function noteRange(
  ctx: Context,
  order: string,
  range: { placeOf(from: number): number },
  from: number,
  count: number,
): void {
  if (count > 0) noteRows(ctx, order, range.placeOf(from), range.placeOf(from + count - 1));
}

export function notedRows(ctx: Context): ServedRows | null {
  return (ctx.state['rows'] as ServedRows | undefined) ?? null;
}

/** Says for the journal how the walk goes on whose page an answer is. */
export function notePage(ctx: Context, { isLast, next }: ServedPage): void {
  // A URL has the host that the client named, however long.
  ctx.state['page'] = { isLast, next: next && shownTarget(next) } satisfies ServedPage;
}

export function notedPage(ctx: Context): ServedPage | null {
  return (ctx.state['page'] as ServedPage | undefined) ?? null;
}
