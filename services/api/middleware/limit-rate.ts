import type { Context, Next } from 'koa';
import type { TokenBucket } from '../../../core/token-bucket.ts';
import { rateLimitExceeded } from '../errors.ts';
import { isAboutThePlayground } from './note-request.ts';

/** Takes a token for every request and says how many are left; the playground's own endpoints are free. */
export function limitRate(bucket: TokenBucket) {
  return (ctx: Context, next: Next): Promise<void> => {
    if (isAboutThePlayground(ctx.path)) return next();
    const { allowed, remaining, secondsUntilFull, secondsUntilNextToken } = bucket.consume();
    ctx.set({
      'X-RateLimit-Limit': String(bucket.capacity),
      'X-RateLimit-Remaining': String(remaining),
      'X-RateLimit-Reset': String(Math.ceil(secondsUntilFull)),
    });
    if (!allowed) throw rateLimitExceeded(Math.ceil(secondsUntilNextToken));
    return next();
  };
}
