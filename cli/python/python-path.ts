import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { EndpointsByService } from '../../playground/manifests.ts';
import type { PlannedCommand } from '../planned-command.ts';
import { REROUTE } from './rerouting.ts';
import { START_UP_MODULE } from './start-up-module.ts';

interface PythonPath extends AsyncDisposable {
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * What Python needs besides variables to find the object store, and the API at a port that is written in a connector: a
 * module that it imports when it starts.
 */
export async function pythonPath(
  objectStore: EndpointsByService['s3'] | undefined,
  { env }: PlannedCommand,
): Promise<PythonPath> {
  if (!objectStore && env[REROUTE] === undefined) return NOTHING;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'playground-python-'));
  await writeFile(path.join(folder, 'sitecustomize.py'), START_UP_MODULE);
  const own = env['PYTHONPATH'];
  return {
    variables: { PYTHONPATH: own ? `${folder}${path.delimiter}${own}` : folder },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const NOTHING: PythonPath = { variables: {}, [Symbol.asyncDispose]: async () => {} };
