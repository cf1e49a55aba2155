import type { Clock } from '../../core/clock.ts';
import { TokenBucket } from '../../core/token-bucket.ts';
import type { DeclaredLimit } from '../declaration.ts';
import { tooManyRequests } from './errors.ts';

const SECOND = 1000;

/** Lets so many requests through in a time, by the clock by which clients wait. */
export function rateLimiter(limit: DeclaredLimit | undefined, realClock: Clock) {
  if (limit === undefined) return () => ({});
  const { requests, everyMs, headers } = limit;
  const bucket = new TokenBucket(
    { capacity: requests, refillPerSecond: requests / (everyMs / SECOND) },
    realClock,
  );
  /**
   * Counts a request.
   *
   * @returns the headers that say how much is left
   * @throws SourceError 429
   */
  return (): Readonly<Record<string, string>> => {
    const { allowed, remaining, secondsUntilFull, secondsUntilNextToken } = bucket.consume();
    if (!allowed) throw tooManyRequests(Math.max(1, Math.ceil(secondsUntilNextToken)));
    return {
      [`${headers}-Limit`]: String(requests),
      [`${headers}-Remaining`]: String(remaining),
      [`${headers}-Reset`]: String(Math.ceil(secondsUntilFull)),
    };
  };
}
