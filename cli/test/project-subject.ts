import path from 'node:path';
import type { Example } from '../../connectors/example.ts';
import { configurationOf } from '../../connectors/examples.ts';
import { hasCode } from '../../core/playground-error.ts';
import { MemoryDestination } from '../../trial/memory-destination.ts';
import type { Source, Subject } from '../../trial/subject.ts';
import type { Destination } from '../../verify/destination.ts';
import { findDestination } from '../../verify/destinations/find-destination.ts';
import { openDestination } from '../../verify/destinations/open-destination.ts';
import { readVerifyFile } from '../../verify/verify-folder.ts';
import { commandEnvironment } from '../command-environment.ts';
import { rerouting } from '../python/rerouting.ts';
import { configurationFile, readConfiguration, writeConfiguration } from '../run/configuration-file.ts';
import { readState } from '../run/destination.ts';
import type { Sdk } from '../run/find-sdk.ts';
import { runGroup } from '../run/run-group.ts';
import { makeScratch } from '../run/scratch.ts';
import { syncEnvironment } from '../run/sync-environment.ts';
import type { Terminal } from '../terminal.ts';
import { inWorld } from './own-configuration.ts';

/** A project that is tried, and with what. */
export interface TriedProject {
  readonly folder: string;
  /** Which public example it is. */
  readonly example: Example | undefined;
  /** Ids of findings that convict nobody. */
  readonly known: readonly string[];
  readonly sdk: Sdk;
  readonly env: Terminal['env'];
  /** How long a sync may take. */
  readonly timeoutMs: number;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** The lines of a log that say why a sync failed. */
const LAST_LINES = 3;
const LOG_CHARACTERS = 8192;

/** A new copy of a project, which `fivetran debug` syncs. */
export async function projectSubject(tried: TriedProject): Promise<Subject> {
  const { folder, sdk } = tried;
  const mapping = await readVerifyFile(path.join(folder, 'verify.yaml'));
  const scratch = await makeScratch(folder, false);
  return {
    ...(mapping && { mapping }),
    async sync(source) {
      await configure(scratch.project, tried.example, source);
      await debug(scratch, tried, source);
    },
    destination: () => destinationIn(scratch.project, sdk.python),
    async stateSize() {
      const state = await readState(scratch.project);
      return state === undefined ? undefined : Buffer.byteLength(JSON.stringify(state));
    },
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

async function configure(
  project: string,
  example: Example | undefined,
  { endpoints, directory }: Source,
): Promise<void> {
  if (example) await writeConfiguration(project, await configurationOf(example, endpoints, directory));
  else await writeConfiguration(project, inWorld(await readConfiguration(project), endpoints));
}

async function debug(
  { project, home }: { readonly project: string; readonly home: string },
  { sdk, env, timeoutMs, signal }: TriedProject,
  source: Source,
): Promise<void> {
  const argv = [sdk.program, 'debug', '--configuration', configurationFile(project)];
  const rerouted = rerouting(source.endpoints);
  const command = { argv, directory: project, env: { ...syncEnvironment(home, sdk, env), ...rerouted } };
  await using environment = await commandEnvironment(source.endpoints, command);
  let log = '';
  const ended = await runGroup(
    { ...command, env: environment.variables },
    {
      timeoutMs,
      signal: AbortSignal.any([source.signal, signal]),
      endsBy: 'SIGKILL',
      onOutput: (text) => {
        log = (log + text).slice(-LOG_CHARACTERS);
      },
    },
  );
  signal.throwIfAborted();
  source.signal.throwIfAborted();
  if (ended.timedOut) throw new Error(`It had not ended after ${timeoutMs / 1000} s.`);
  if (ended.exitCode !== 0) throw new Error(`It ended with ${ended.exitCode}: ${endOf(log)}`);
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

function endOf(log: string): string {
  return log
    .trimEnd()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-LAST_LINES)
    .join(' / ');
}
