import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { Logger } from '../../../core/logger.ts';
import { ApiError } from '../errors.ts';

/** The only place that catches: turns an error into `{"error": …}` with its status and headers. */
export function errorsAsJson(logger: Logger) {
  return (ctx: Context, next: Next): Promise<void> =>
    next().catch((error: unknown) => {
      const known = error instanceof ApiError ? error : reportUnexpected(error, logger);
      ctx.status = known.status;
      ctx.set({ ...known.headers, 'X-Error-Code': known.code });
      ctx.body = { error: known.message, ...known.details };
    });
}

/** A fault of ours: the client gets a number to quote, the log gets the rest. */
export function reportUnexpected(error: unknown, logger: Logger): ApiError {
  const id = randomUUID();
  logger('unexpected_error', {
    id,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new ApiError(
    500,
    'unexpected',
    `Something went wrong in the playground. Its log has more under ${id}.`,
  );
}
