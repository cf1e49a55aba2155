import { DEFAULT_DATASET } from '../fixtures/dataset.ts';
import { isLiving } from '../fixtures/living/world-plan.ts';
import { DEFAULT_POSTGRES_ROWS, DEFAULT_S3_FILES } from './options.ts';
import { type RunningFile, readRunningFile } from './running-file.ts';
import { unlike } from './unlike.ts';

/** With the time of the world, this determines the rows of every source, so that they can be counted in advance. */
export interface Truth {
  readonly seed: number;
  readonly records: number;
  /** ms since 1970 */
  readonly anchor: number;
  /** How it lives: `still`, `living`, `living+late`. */
  readonly world: string;
  readonly postgresRows: number;
  readonly s3Files: number;
}

export const DEFAULT_TRUTH: Truth = truthOf({
  ...DEFAULT_DATASET,
  postgresRows: DEFAULT_POSTGRES_ROWS,
  s3Files: DEFAULT_S3_FILES,
});

export const truthFile: RunningFile<Truth> = {
  name: 'truth.json',
  parse(json) {
    const difference = unlike(DEFAULT_TRUTH, json);
    if (difference !== undefined) throw new Error(difference);
    return json as Truth;
  },
};

export function truthOf({ seed, records, anchor, world, postgresRows, s3Files }: Truth): Truth {
  return { seed, records, anchor, world, postgresRows, s3Files };
}

/** Whether rows come, change and go in this world. */
export function lives({ world }: Truth): boolean {
  return isLiving(world);
}

/**
 * The truth of the playground that runs in a folder; undefined when none does.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export function readTruthFile(directory: string): Promise<Truth | undefined> {
  return readRunningFile(directory, truthFile);
}
