import type { Fault } from '../../core/faults/fault.ts';
import { parseFaults } from '../../core/faults/parse-fault.ts';
import type { PlannedFault, WrittenFault } from '../../core/faults/written-fault.ts';
import { addFaults, clearFaults, listFaults } from './remote-faults.ts';

/** The fault plan of a world in a container: what goes wrong in it, and at which request (docs/faults.md). */
export interface StartedFaults {
  /**
   * Adds all of them, or none.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` that names what is wrong, or what nobody could bring about
   */
  add(...faults: readonly WrittenFault[]): Promise<readonly PlannedFault[]>;
  list(): Promise<readonly PlannedFault[]>;
  /** Takes one out of the plan, or all. @throws PlaygroundError `ERR_BAD_OPTION` for one that there is not */
  clear(id?: number): Promise<void>;
}

/**
 * @param controlUrl where the world answers now, without a slash at the end
 * @param check throws for what cannot happen there, though its service could do it
 */
export function startedFaults(
  controlUrl: () => string,
  check: (fault: Fault) => void = () => undefined,
): StartedFaults {
  return {
    async add(...faults) {
      for (const fault of parseFaults(faults, 'faults')) check(fault);
      return await addFaults(controlUrl(), faults);
    },
    list: async () => await listFaults(controlUrl()),
    clear: async (id) => await clearFaults(controlUrl(), id?.toString()),
  };
}
