import { createHash } from 'node:crypto';
import type { S3Options } from '../options.ts';

/** Raised when the same options begin to give other objects. */
const SEED_VERSION = 1;

/**
 * A short text that differs when the seeded bucket would. Two datasets that differ at all differ in their companies'
 * times or in one of these people.
 */
export function fingerprintOf({
  dataset,
  bucket,
  parallelFiles,
  extraObjects,
}: Pick<S3Options, 'dataset' | 'bucket' | 'parallelFiles' | 'extraObjects'>): string {
  const { people, companies } = dataset;
  const sample = people.size > 0 ? [people.at(0), people.at(people.size - 1)] : [];
  const parts = [SEED_VERSION, people.size, sample, companies.at(0), bucket, parallelFiles, extraObjects];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
