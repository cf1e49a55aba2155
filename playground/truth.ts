import { DEFAULT_DATASET } from '../fixtures/index.ts';
import { DEFAULT_POSTGRES_ROWS, DEFAULT_S3_FILES, type Settings } from './options.ts';
import { readRunningFile, writeRunningFile } from './running-file.ts';

const FILE = 'truth.json';

/** What the rows of every source are a function of, beside the time of day: who knows it can count them ahead. */
export interface Truth {
  readonly seed: number;
  readonly records: number;
  /** ms since 1970 */
  readonly anchor: number;
  readonly postgresRows: number;
  readonly s3Files: number;
}

export const DEFAULT_TRUTH: Truth = {
  ...DEFAULT_DATASET,
  postgresRows: DEFAULT_POSTGRES_ROWS,
  s3Files: DEFAULT_S3_FILES,
};

/** @returns a function that removes the file again */
export function writeTruthFile(directory: string, settings: Settings): Promise<() => Promise<void>> {
  const { seed, records, anchor, postgresRows, s3Files } = settings;
  return writeRunningFile(directory, FILE, { seed, records, anchor, postgresRows, s3Files });
}

/** The truth of the playground that runs in a folder; undefined when it does not tell, as containers do not. */
export async function readTruthFile(directory: string): Promise<Truth | undefined> {
  return (await readRunningFile(directory, FILE)) as Truth | undefined;
}
