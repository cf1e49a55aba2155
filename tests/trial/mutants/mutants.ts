import { functionSubject } from '../../../trial/function-subject.ts';
import type { MakeSubject } from '../../../trial/subject.ts';
import { MAPPING, type Mutant } from './mutant.ts';
import { OF_CURSORS } from './of-cursors.ts';
import { OF_STATE } from './of-state.ts';
import { OF_VALUES } from './of-values.ts';
import { ofWalks } from './of-walks.ts';

/** A connector for each scenario that concerns the API, with exactly that bug; some ask for several pages at once. */
export function mutants(threads: number): readonly Mutant[] {
  return [...OF_CURSORS, ...ofWalks(threads), ...OF_STATE, ...OF_VALUES];
}

export function subjectOf({ sync, keys }: Pick<Mutant, 'sync' | 'keys'>, mapping = MAPPING): MakeSubject {
  return async () => functionSubject(sync, { keys, mapping });
}
