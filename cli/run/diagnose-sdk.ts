import type { Finding } from '../../playground/finding.ts';
import type { Terminal } from '../terminal.ts';
import { findProgram, findSdk } from './find-sdk.ts';

/** Whether connectors can be run with the SDK that there is. It is well to have none: only `playground run` needs it. */
export async function diagnoseSdk(env: Terminal['env'], environment?: string): Promise<Finding> {
  const subject = 'Connector SDK';
  if (environment === undefined && (await findProgram(env)) === undefined) {
    return { subject, well: true, state: 'is not on the PATH; only playground run needs it' };
  }
  try {
    const { version, program } = await findSdk(env, environment);
    return { subject, well: true, state: `${version}, run by ${program}` };
  } catch (error) {
    return { subject, well: false, state: (error as Error).message };
  }
}
