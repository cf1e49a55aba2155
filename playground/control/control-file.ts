import { type RunningFile, readRunningFile } from '../running-file.ts';
import { unlike } from '../unlike.ts';

/** Where the playground itself answers `/_playground/*`, without a slash at the end. */
export interface ControlEndpoint {
  readonly url: string;
}

/** Beside `endpoints.json`, which has services alone. */
export const controlFile: RunningFile<ControlEndpoint> = {
  name: 'control.json',
  parse(json) {
    const difference = unlike({ url: 'http://127.0.0.1:1' }, json);
    if (difference !== undefined) throw new Error(difference);
    return json as ControlEndpoint;
  },
};

/**
 * Where the playground of a folder answers itself; undefined when none runs there, or its services are containers of
 * their own.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function readControlUrl(directory: string): Promise<string | undefined> {
  return (await readRunningFile(directory, controlFile))?.url;
}
