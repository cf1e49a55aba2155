import { PlaygroundError } from '../../core/playground-error.ts';

/** The errors of the destinations, as sentences for the person who wants to compare one. */

export function noSuchFile(file: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', `There is no file ${file}. Check the path.`);
}

export function noMatch(place: string, kind: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `No ${kind} file matches ${place}. Name a file, a folder or a pattern such as 'out/**/*.${kind}', in quotes so that the shell leaves it alone.`,
  );
}

export function noSingerFiles(folder: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no file of target-jsonl, such as people.jsonl, in ${folder}. Name the folder that its destination_path names.`,
  );
}

export function noDestinationIn(folder: string, file: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `There is no ${file}: no sync of the connector in ${folder} has written anything yet. Run it first, or name its destination with --duckdb, --postgres, --parquet, --csv, --ndjson, --singer or --airbyte.`,
  );
}

export function noDuckdbReader(file: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `Nothing here can read ${file}. Either name a Python environment that has the Connector SDK with --venv, or install DuckDB for Node.js: npm install @duckdb/node-api.`,
  );
}

/** DuckDB names the process that has the file: `Conflicting lock is held in /usr/bin/python3.11 (PID 4711)`. */
const HOLDER = /Conflicting lock is held in .*?\(PID (\d+)\)/;

export function duckdbFailed(file: string, reason: string, cause?: unknown): PlaygroundError {
  if (/could not set lock|being used by another process/i.test(reason)) return locked(file, reason, cause);
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `${file} cannot be read as a DuckDB file: ${withStop(reason)} If another version of DuckDB wrote it, read it with the environment that did: --venv.`,
    { cause },
  );
}

function locked(file: string, reason: string, cause: unknown): PlaygroundError {
  const holder = HOLDER.exec(reason)?.[1];
  const who = holder === undefined ? 'another process' : `process ${holder}`;
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `${file} is locked: ${who} has it open for writing, as a running sync does. Wait until it has ended, then compare again.`,
    { cause },
  );
}

export function cannotRead(file: string, reason: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError('ERR_CANNOT_COMPARE', `${file} cannot be read: ${withStop(reason)}`, { cause });
}

export function badCatalog(file: string, reason: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `${file} ${withStop(reason)} A configured catalog is what a source of Airbyte reads by: read --catalog.`,
  );
}

export function badRecord(file: string, line: number, reason: string): PlaygroundError {
  return cannotRead(file, `record ${line} ${reason}`);
}

export function postgresFailed(place: string, reason: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `PostgreSQL at ${place} cannot be read: ${withStop(reason)} Check the URI: postgresql://user:password@host:port/database.`,
    { cause },
  );
}

export function badUri(reason: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `This is no URI of a PostgreSQL database: ${withStop(reason)} Write postgresql://user:password@host:port/database.`,
  );
}

function withStop(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
