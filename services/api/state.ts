import { Journal } from './journal.ts';
import { Metrics } from './metrics.ts';
import type { ApiOptions } from './options.ts';
import { TokenBucket } from './token-bucket.ts';

/** All that changes while the API runs. One holder, so that reset is complete. */
export interface ApiState {
  readonly journal: Journal;
  readonly metrics: Metrics;
  readonly bucket: TokenBucket | undefined;
  reset(): Promise<void> | void;
}

export function createState({ rateLimit, clock }: Pick<ApiOptions, 'rateLimit' | 'clock'>): ApiState {
  const journal = new Journal();
  const metrics = new Metrics();
  const bucket = rateLimit && new TokenBucket(rateLimit, clock);
  return {
    journal,
    metrics,
    bucket,
    reset() {
      journal.clear();
      metrics.clear();
      bucket?.refill();
    },
  };
}
