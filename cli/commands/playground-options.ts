import path from 'node:path';
import { DEFAULT_CAPACITY } from '../../core/capacity.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { loadStandIn } from '../../playground/load-stand-in.ts';
import type { PlaygroundOptions } from '../../playground/options.ts';
import type { AskedService } from '../../playground/service-names.ts';
import { SourceFiles, type SourcePlaces } from '../../playground/sources/source-files.ts';
import { faultsInFile } from '../fault/planned-in-file.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOf } from './running.ts';
import type { UpOptions } from './up-options.ts';

/** Turns what the command was asked for into what `createPlayground` takes. */
export async function playgroundOptions(
  options: UpOptions,
  terminal: Terminal,
): Promise<PlaygroundOptions & { readonly directory: string; readonly sourceFiles: SourceFiles }> {
  const { seed, records, anchor, services, postgresRows, s3Files, journalSize } = options;
  const { credentials, host, world, clockRate } = options;
  const capacity = capacityOf(options);
  const files = (options.standIns ?? []).map((file) => path.resolve(terminal.directory, file));
  const sourceFiles = await SourceFiles.open(sourcePlaces(options, terminal));
  const faults = options.faults === undefined ? [] : await faultsInFile(options.faults, terminal);
  return {
    faults,
    ...{ sourceFiles, sources: sourceFiles.sources },
    standIns: await Promise.all(files.map(loadStandIn)),
    directory: directoryOf(options, terminal),
    defaultPorts: 'documented',
    ...(options.journalStatements !== undefined && { journalStatements: options.journalStatements }),
    ports: { ...options.ports, ...(options.port !== undefined && { api: options.port }) },
    ...(services && { services: services as AskedService[] }),
    ...(options.controlPort !== undefined && { controlPort: options.controlPort }),
    ...(seed !== undefined && { seed }),
    ...(records !== undefined && { records }),
    ...(anchor !== undefined && { anchor }),
    ...(world && { world }),
    ...(clockRate !== undefined && { clockRate }),
    ...(postgresRows !== undefined && { postgresRows }),
    ...(s3Files !== undefined && { s3Files }),
    ...(journalSize !== undefined && { journalSize }),
    ...(host !== undefined && { host }),
    ...(credentials && { credentials }),
    ...(options.serverNames && { serverNames: options.serverNames }),
    ...(options.replays && {
      replays: options.replays.map((file) => path.resolve(terminal.directory, file)),
    }),
    ...(options.replayIgnore && { replayIgnore: options.replayIgnore }),
    ...(options.allowedHosts && { allowedHosts: options.allowedHosts }),
    ...(capacity !== undefined && { rateLimit: { capacity } }),
  };
}

/** Where the sources of one's own are that a command is told of. */
function sourcePlaces({ sources = [] }: UpOptions, { directory }: Terminal): SourcePlaces {
  return { files: sources.map((file) => path.resolve(directory, file)), directory };
}

/** How many requests the API takes at once; undefined without a limit. */
function capacityOf({ rateLimit = false, capacity }: UpOptions): number | undefined {
  if (rateLimit === false) return undefined;
  if (rateLimit === true) return capacity ?? DEFAULT_CAPACITY;
  if (capacity === undefined || capacity === rateLimit) return rateLimit;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `--rate-limit is ${rateLimit} and --capacity ${capacity}, which are the same. Write one of them.`,
  );
}
