import type { Context } from 'koa';
import { MOST_ROWS_AT_ONCE, streamRows } from './chunks.ts';

/**
 * Sends `{"data": […]}` with any number of rows: small answers in one piece, large ones as a stream in
 * constant memory.
 */
export function respondData<Row>(
  ctx: Context,
  size: number,
  slice: (from: number, to: number) => readonly Row[],
): void {
  if (size <= MOST_ROWS_AT_ONCE) {
    ctx.body = { data: slice(0, size) };
    return;
  }
  ctx.type = 'application/json';
  const rows = streamRows('{"data":[', size, (from, to) => {
    const text = slice(from, to)
      .map((row) => JSON.stringify(row))
      .join(',');
    return `${from === 0 ? '' : ','}${text}${to === size ? ']}' : ''}`;
  });
  ctx.body = rows;
}
