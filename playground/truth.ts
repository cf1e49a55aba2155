import { DEFAULT_DATASET } from '../fixtures/dataset.ts';
import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
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
  /** The tables of sources of one's own. */
  readonly declared: readonly TableDeclaration[];
}

/** What a declaration is like; what it says is checked where its table is made. */
const SAMPLE = [{ name: '', key: [''], columns: [{ name: '', kind: '' }] }];

export const DEFAULT_TRUTH: Truth = truthOf({
  ...DEFAULT_DATASET,
  postgresRows: DEFAULT_POSTGRES_ROWS,
  s3Files: DEFAULT_S3_FILES,
  declared: [],
});

export const truthFile: RunningFile<Truth> = {
  name: 'truth.json',
  parse(json) {
    const { declared: _, ...known } = DEFAULT_TRUTH;
    const difference = unlike(known, json);
    if (difference !== undefined) throw new Error(difference);
    // Playgrounds of earlier versions had none.
    const { declared = [], ...truth } = json as Partial<Truth> & Omit<Truth, 'declared'>;
    const other = unlike(SAMPLE, declared, 'declared');
    if (other !== undefined) throw new Error(other);
    return { ...truth, declared };
  },
};

export function truthOf({ seed, records, anchor, world, postgresRows, s3Files, declared }: Truth): Truth {
  return { seed, records, anchor, world, postgresRows, s3Files, declared };
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
