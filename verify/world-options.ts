import { PlaygroundError } from '../core/playground-error.ts';
import { createDataset } from '../fixtures/dataset.ts';
import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
import { World } from '../fixtures/world.ts';

/** What determines a world. */
export interface WorldOptions {
  readonly seed: number;
  readonly records: number;
  /** ms since 1970 */
  readonly anchor: number;
  /** How many rows `public.people` has. */
  readonly postgresRows: number;
  /** How it lives: `still`, `living`, `living+late`. */
  readonly world: string;
  /** The tables of sources of one's own. Default: none. */
  readonly declared?: readonly TableDeclaration[];
}

/** @throws PlaygroundError `ERR_BAD_OPTION` that names the option and the value */
export function worldOf({ postgresRows, declared, ...options }: WorldOptions): World {
  try {
    return new World(createDataset(options), { databasePeople: postgresRows }, declared);
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error;
    throw new PlaygroundError('ERR_BAD_OPTION', (error as Error).message, { cause: error });
  }
}
