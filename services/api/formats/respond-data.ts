import type { Context } from 'koa';
import type { PeopleRange } from '../select/listed-people.ts';
import { MOST_ROWS_AT_ONCE, streamRows } from './chunks.ts';

/**
 * Sends `{"data": […]}` with any number of people: small answers in one piece, large ones as a stream in
 * constant memory.
 */
export function respondData(ctx: Context, people: PeopleRange): void {
  const { size } = people;
  if (size <= MOST_ROWS_AT_ONCE) {
    ctx.body = { data: people.rows(0, size) };
    return;
  }
  ctx.type = 'application/json';
  ctx.body = streamRows('{"data":[', size, (from, to) => {
    const text = people
      .rows(from, to)
      .map((row) => JSON.stringify(row))
      .join(',');
    return `${from === 0 ? '' : ','}${text}${to === size ? ']}' : ''}`;
  });
}
