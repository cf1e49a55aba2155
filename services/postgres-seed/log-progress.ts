import type { Logger } from '../../core/logger.ts';

const LEAST_MS_BETWEEN_REPORTS = 200;

/** Logs how far the seeding of a table is, now and then and at its end. */
export function logProgress(logger: Logger): (table: string, done: number, total: number) => void {
  let reportedAt = performance.now();
  return (table, done, total) => {
    const now = performance.now();
    if (done < total && now - reportedAt < LEAST_MS_BETWEEN_REPORTS) return;
    reportedAt = now;
    logger('seeding', { table, done, total });
  };
}
