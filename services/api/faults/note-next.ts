import type { Context } from 'koa';

/** Says for fault plans where an answer lets its walk go on. */
export function noteNext(ctx: Context, cursor: string | null): void {
  if (cursor !== null) ctx.state['next'] = cursor;
}

export function notedNext(ctx: Context): string | undefined {
  return ctx.state['next'] as string | undefined;
}
