import type { PlannedFault } from '../../core/faults/written-fault.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { failureIn } from '../control/failure-in.ts';

const PATH = '/_playground/faults';

/**
 * What is in the plan of a playground that runs.
 *
 * @param controlUrl without a slash at the end
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the URL
 */
export async function listFaults(controlUrl: string): Promise<readonly PlannedFault[]> {
  return faultsIn(await ask(controlUrl + PATH));
}

/**
 * Adds one fault or a list of them, or none.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names what is wrong
 */
export async function addFaults(controlUrl: string, faults: unknown): Promise<readonly PlannedFault[]> {
  const headers = { 'Content-Type': 'application/json' };
  return faultsIn(await ask(controlUrl + PATH, { method: 'POST', headers, body: JSON.stringify(faults) }));
}

/** Takes one out of the plan, or all. @throws PlaygroundError `ERR_BAD_OPTION` for one that there is not */
export async function clearFaults(controlUrl: string, id?: string): Promise<void> {
  const one = id === undefined ? '' : `/${encodeURIComponent(id)}`;
  await ask(`${controlUrl}${PATH}${one}`, { method: 'DELETE' });
}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init).catch((error: Error) => {
    const reason = (error.cause as Error | undefined)?.message ?? error.message;
    throw new PlaygroundError('ERR_SERVICE_FAILED', `The playground does not answer at ${url}: ${reason}.`, {
      cause: error,
    });
  });
  if (!response.ok) throw await failureIn(response);
  return response;
}

async function faultsIn(response: Response): Promise<readonly PlannedFault[]> {
  return ((await response.json()) as { faults: readonly PlannedFault[] }).faults;
}
