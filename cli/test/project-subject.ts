import path from 'node:path';
import type { Example } from '../../connectors/example.ts';
import { configurationOf } from '../../connectors/examples.ts';
import { heldTables } from '../../connectors/held-tables.ts';
import { hasCode } from '../../core/playground-error.ts';
import { MemoryDestination } from '../../trial/memory-destination.ts';
import type { Source, Subject } from '../../trial/subject.ts';
import type { Destination } from '../../verify/destination.ts';
import { findDestination } from '../../verify/destinations/find-destination.ts';
import { openDestination } from '../../verify/destinations/open-destination.ts';
import type { VerifyFile } from '../../verify/mapping/verify-file.ts';
import { readVerifyFile } from '../../verify/verify-folder.ts';
import {
  changeConfiguration,
  configurationFile,
  readConfiguration,
  writeConfiguration,
} from '../run/configuration-file.ts';
import { readState } from '../run/destination.ts';
import type { Sdk } from '../run/find-sdk.ts';
import { handedBack, isHandedBack } from '../run/handed-back.ts';
import { makeScratch } from '../run/scratch.ts';
import { pathWith, syncEnvironment } from '../run/sync-environment.ts';
import type { Terminal } from '../terminal.ts';
import { withCredentialsOf } from './own-configuration.ts';
import { syncByCommand } from './sync-command.ts';
import { withoutPipreqs } from './without-pipreqs.ts';

/** A project of the Connector SDK that is tried, and with what. */
export interface TriedConnector {
  readonly folder: string;
  /** Which public example it is. */
  readonly example: Example | undefined;
  readonly sdk: Sdk;
  readonly env: Terminal['env'];
  /** How long a sync may take. */
  readonly timeoutMs: number;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** A new copy of a project, which `fivetran debug` syncs. */
export async function projectSubject(tried: TriedConnector): Promise<Subject> {
  const { folder, sdk } = tried;
  const mapping = (await readVerifyFile(path.join(folder, 'verify.yaml'))) ?? heldBy(tried.example);
  let hasSynced = false;
  const scratch = await makeScratch(folder, false);
  const programs = await withoutPipreqs(scratch.folder);
  return {
    ...(mapping && { mapping }),
    async sync(source) {
      await configure(scratch.project, tried.example, source);
      if (hasSynced && isHandedBack(tried.example))
        await changeConfiguration(scratch.project, await handedBack(source.endpoints));
      hasSynced = true;
      await debug({ ...scratch, programs }, tried, source);
    },
    destination: () => destinationIn(scratch.project, sdk.python),
    async stateSize() {
      const state = await readState(scratch.project);
      return state === undefined ? undefined : Buffer.byteLength(JSON.stringify(state));
    },
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

/** Of a public example it is known which rows it reads: some of them read a part, and lose nothing with it. */
function heldBy(example: Example | undefined): VerifyFile | undefined {
  const tables = example && heldTables(example.path);
  return tables && Object.keys(tables).length > 0 ? { tables } : undefined;
}

async function configure(
  project: string,
  example: Example | undefined,
  { endpoints, directory }: Source,
): Promise<void> {
  if (example) await writeConfiguration(project, await configurationOf(example, endpoints, directory));
  else await writeConfiguration(project, withCredentialsOf(endpoints, await readConfiguration(project)));
}

/** Where a project is synced. */
interface Place {
  readonly project: string;
  readonly home: string;
  /** What it finds first on its PATH. */
  readonly programs: string;
}

async function debug(
  { project, home, programs }: Place,
  tried: TriedConnector,
  source: Source,
): Promise<void> {
  const { sdk, env } = tried;
  const argv = [sdk.program, 'debug', '--configuration', configurationFile(project)];
  const own = syncEnvironment(home, sdk, env);
  const withPrograms = { ...own, PATH: pathWith(programs, own) };
  await syncByCommand({ argv, directory: project, env: withPrograms }, source, tried);
}

/** A project that has not written anything has no destination yet. */
async function destinationIn(project: string, python: string): Promise<Destination> {
  try {
    return await openDestination({ ...(await findDestination(project)), python });
  } catch (error) {
    if (hasCode(error, 'ERR_CANNOT_COMPARE')) return new MemoryDestination();
    throw error;
  }
}
