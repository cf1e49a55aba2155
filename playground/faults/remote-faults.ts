import type { PlannedFault } from '../../core/faults/written-fault.ts';
import { askControl } from '../control/ask-control.ts';

const PATH = '/_playground/faults';

/**
 * What is in the plan of a playground that runs.
 *
 * @param controlUrl without a slash at the end
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the URL
 */
export async function listFaults(controlUrl: string): Promise<readonly PlannedFault[]> {
  return faultsIn(await askControl(controlUrl + PATH));
}

/**
 * Adds one fault or a list of them, or none.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names what is wrong
 */
export async function addFaults(controlUrl: string, faults: unknown): Promise<readonly PlannedFault[]> {
  const headers = { 'Content-Type': 'application/json' };
  return faultsIn(
    await askControl(controlUrl + PATH, { method: 'POST', headers, body: JSON.stringify(faults) }),
  );
}

/** Takes one out of the plan, or all. @throws PlaygroundError `ERR_BAD_OPTION` for one that there is not */
export async function clearFaults(controlUrl: string, id?: string): Promise<void> {
  const one = id === undefined ? '' : `/${encodeURIComponent(id)}`;
  await askControl(`${controlUrl}${PATH}${one}`, { method: 'DELETE' });
}

async function faultsIn(response: Response): Promise<readonly PlannedFault[]> {
  return ((await response.json()) as { faults: readonly PlannedFault[] }).faults;
}
