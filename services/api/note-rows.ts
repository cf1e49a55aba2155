import type { Context } from 'koa';
import type { ServedRows } from '../../core/control/journal-entry.ts';

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

export function notedRows(ctx: Context): ServedRows | null {
  return (ctx.state['rows'] as ServedRows | undefined) ?? null;
}
