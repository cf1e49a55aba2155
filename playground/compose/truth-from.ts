import type { EnvironmentSettings } from '../../core/env.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { datasetFrom } from '../../services/dataset-from.ts';
import { DEFAULT_POSTGRES_ROWS, DEFAULT_S3_FILES } from '../options.ts';
import { type Truth, truthOf } from '../truth.ts';

/**
 * What determines the rows of all containers: reads what they read.
 *
 * @param living what of it a living world has
 * @returns undefined for an anchor of `now`, which is another instant in every container
 */
export function truthFrom(settings: EnvironmentSettings, living: Dataset | undefined): Truth | undefined {
  if (settings.text('PLAYGROUND_ANCHOR', '') === 'now') return undefined;
  return truthOf({
    ...(living ?? datasetFrom(settings)),
    postgresRows: settings.integer('PLAYGROUND_POSTGRES_ROWS', DEFAULT_POSTGRES_ROWS),
    s3Files: settings.integer('PLAYGROUND_S3_FILES', DEFAULT_S3_FILES, 'S3_PARALLEL_FILES'),
    declared: [],
  });
}
