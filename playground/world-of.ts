import { PlaygroundError } from '../core/playground-error.ts';
import { World } from '../fixtures/world.ts';
import { declaredOf } from './declared-of.ts';
import type { Settings } from './settings.ts';

/**
 * Every table of a world that has these settings.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for a declared table that cannot be
 */
export function worldOf(
  settings: Pick<Settings, 'dataset' | 'postgresRows' | 'declared' | 'sources'>,
): World {
  const { dataset, postgresRows } = settings;
  try {
    return new World(dataset, { databasePeople: postgresRows }, declaredOf(settings));
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error;
    throw new PlaygroundError('ERR_BAD_OPTION', (error as Error).message, { cause: error });
  }
}
