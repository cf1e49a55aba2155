import { access, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { hasCode, PlaygroundError } from '../../core/playground-error.ts';
import { MemoryDestination } from '../../trial/memory-destination.ts';
import type { Subject } from '../../trial/subject.ts';
import type { Destination } from '../../verify/destination.ts';
import { type DestinationPlace, openDestination } from '../../verify/destinations/open-destination.ts';
import { readVerifyFile } from '../../verify/verify-folder.ts';
import { pythonIn } from '../run/find-python.ts';
import { makeScratch } from '../run/scratch.ts';
import { commandSyncEnvironment } from '../run/sync-environment.ts';
import type { Terminal } from '../terminal.ts';
import { syncByCommand } from './sync-command.ts';

/** Any program that is tried: one run of it in its folder is one sync. */
export interface TriedCommand {
  readonly folder: string;
  readonly argv: readonly string[];
  /** Where it writes, in its folder. */
  readonly destination: Pick<DestinationPlace, 'kind' | 'place'>;
  /** The file in its folder in which it keeps what it goes on from. Default: what the destination tells of that. */
  readonly state: string | undefined;
  /** The folder of a Python environment whose programs it finds first. */
  readonly venv: string | undefined;
  readonly env: Terminal['env'];
  readonly timeoutMs: number;
}

/**
 * Makes copies of a folder in which a command syncs. The first, in which nothing goes wrong, must write its destination.
 *
 * @returns a maker that throws PlaygroundError `ERR_BAD_OPTION` where there is no such program, or nothing was written
 */
export function commandSubjects(tried: TriedCommand): (signal: AbortSignal) => Promise<Subject> {
  let isCalm = true;
  return async (signal) => {
    const mustWrite = isCalm;
    isCalm = false;
    return await commandSubject(tried, signal, mustWrite);
  };
}

async function commandSubject(
  tried: TriedCommand,
  signal: AbortSignal,
  mustWrite: boolean,
): Promise<Subject> {
  const mapping = await readVerifyFile(path.join(tried.folder, 'verify.yaml'));
  const scratch = await makeScratch(tried.folder, false);
  const inCopy = (place: string): string => path.join(scratch.project, place);
  const place = {
    ...tried.destination,
    place: inCopy(tried.destination.place),
    python: await pythonOf(tried),
  };
  const state = tried.state === undefined ? undefined : inCopy(tried.state);
  await removeAt(place.place);
  if (state !== undefined) await removeAt(state);
  const command = {
    argv: await programIn(scratch.project, tried),
    directory: scratch.project,
    env: commandSyncEnvironment(scratch.home, tried),
  };
  return {
    ...(mapping && { mapping }),
    async sync(source) {
      await syncByCommand(command, source, { timeoutMs: tried.timeoutMs, signal }).catch((error: unknown) => {
        throw hasCode(error, 'ENOENT') ? noProgram(tried) : error;
      });
      if (mustWrite && (await written(place)) === undefined) throw nothingWritten(tried);
    },
    destination: async () => (await written(place)) ?? new MemoryDestination(),
    stateSize: () => (state === undefined ? stateIn(place) : sizeOf(state)),
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

/** What a run in the folder itself has left there is no part of the copy. */
async function removeAt(place: string): Promise<void> {
  const matches = await glob([place], { absolute: true, onlyFiles: false, expandDirectories: false });
  for (const one of [place, ...matches]) await rm(one, { recursive: true, force: true });
}

/** Environments of Python are left out of copies: what a path leads to only in the folder itself is run from there. */
async function programIn(copy: string, { argv, folder }: TriedCommand): Promise<readonly string[]> {
  const [program = '', ...rest] = argv;
  if (!program.includes(path.sep)) return argv;
  const isCopied = await access(path.resolve(copy, program)).then(
    () => true,
    () => false,
  );
  return [path.resolve(isCopied ? copy : folder, program), ...rest];
}

/** The destination; undefined where nothing is there yet. */
async function written(place: DestinationPlace): Promise<Destination | undefined> {
  return await openDestination(place).catch((error: unknown) => {
    if (hasCode(error, 'ERR_BAD_OPTION')) return undefined;
    throw error;
  });
}

async function stateIn(place: DestinationPlace): Promise<number | undefined> {
  await using destination = await written(place);
  return await destination?.stateSize?.();
}

async function sizeOf(file: string): Promise<number | undefined> {
  return await stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** Best the Python that wrote a file of DuckDB. */
async function pythonOf({ venv }: TriedCommand): Promise<string> {
  return venv === undefined ? 'python3' : await pythonIn(venv);
}

function noProgram({ argv: [program], folder }: TriedCommand): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no program '${program}' in ${folder} or on the PATH. Name it in --command, or the Python environment that it is in with --venv.`,
  );
}

function nothingWritten({ destination: { place }, argv }: TriedCommand): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `'${argv.join(' ')}' ended well and has written no ${place} in its folder. Give the place that it writes with --destination.`,
  );
}
