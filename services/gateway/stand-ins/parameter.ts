import type { Context } from 'koa';

/** The request of a stand-in, as far as the readers of its parameters care. */
type Request = Pick<Context, 'query'>;

/** The first value of a query parameter; `undefined` when it is missing or empty, which public APIs treat alike. */
export function parameter(ctx: Request, name: string): string | undefined {
  const value = ctx.query[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** A query parameter that is a whole number of at least `least`; anything else gives the fallback, as if left out. */
export function numberParameter(ctx: Request, name: string, fallback: number, least = 0): number {
  return wholeNumber(parameter(ctx, name), least) ?? fallback;
}

/** Reads digits as a whole number; `undefined` for any other text, and for numbers below `least`. */
export function wholeNumber(text: string | undefined, least = 0): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value < least ? undefined : value;
}

/** The entries of a comma-separated parameter, trimmed; `undefined` when it is missing. */
export function listParameter(ctx: Request, name: string): readonly string[] | undefined {
  return parameter(ctx, name)
    ?.split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
