import { presentPlanned } from '../../core/control/fault-pages.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { parseFaults } from '../../core/faults/parse-fault.ts';
import type { PlannedFault, WrittenFault } from '../../core/faults/written-fault.ts';

/** The fault plan of a world: what goes wrong in it, and at which request (docs/faults.md). */
export interface PlaygroundFaults {
  /**
   * Adds all of them, or none.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` that names what is wrong, or what nobody could bring about
   */
  add(...faults: readonly WrittenFault[]): readonly PlannedFault[];
  list(): readonly PlannedFault[];
  /** Takes one out of the plan, or all. Says whether there was something to take out. */
  clear(id?: number): boolean;
}

/** Faults that end with a scope. */
export interface FaultScope extends AsyncDisposable {
  /** What is in the plan, with how often it has happened. */
  readonly faults: readonly PlannedFault[];
  /** Takes them out of the plan. May be called twice. */
  end(): Promise<void>;
}

export function playgroundFaults(plan: FaultPlan): PlaygroundFaults {
  return {
    add: (...faults) => plan.add(...parseFaults(faults, 'faults')).map(presentPlanned),
    list: () => plan.list().map(presentPlanned),
    clear: (id) => plan.clear(id),
  };
}

/** Faults from now on until the scope ends. */
export async function faultScope(
  faults: PlaygroundFaults,
  written: WrittenFault | readonly WrittenFault[],
): Promise<FaultScope> {
  const added = faults.add(...[written].flat());
  const ids = added.map(({ id }) => id);
  // What has happened is still told when they have ended.
  let last = added;
  const current = (): readonly PlannedFault[] => {
    const found = faults.list().filter(({ id }) => ids.includes(id));
    if (found.length === ids.length) last = found;
    return last;
  };
  const end = async (): Promise<void> => {
    current();
    for (const id of ids) faults.clear(id);
  };
  return {
    get faults() {
      return current();
    },
    end,
    [Symbol.asyncDispose]: end,
  };
}
