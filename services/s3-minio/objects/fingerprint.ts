import { createHash } from 'node:crypto';
import type { S3Options } from '../options.ts';

/** Raised when the same options begin to give other objects. */
const SEED_VERSION = 2;

/** A short text that differs when the seeded bucket would. */
export function fingerprintOf({
  dataset: { seed, records, anchor, world, plan },
  bucket,
  parallelFiles,
  extraObjects,
}: Pick<S3Options, 'dataset' | 'bucket' | 'parallelFiles' | 'extraObjects'>): string {
  const parts = [SEED_VERSION, seed, records, anchor, bucket, parallelFiles, extraObjects];
  if (plan.lives || plan.tables.length > 0) parts.push(world);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
