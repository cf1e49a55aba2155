import { refuseFaultsFile } from './faults/no-faults-file.ts';
import type { Logger } from './logger.ts';
import { maskingLogger } from './masking-logger.ts';
import { portIn } from './place.ts';
import type { Service } from './service.ts';
import { culpritOf } from './supervision/blame.ts';
import { type Restartable, restartable } from './supervision/restartable.ts';
import { presentError, Restarts } from './supervision/restarts.ts';
import { watchProcess } from './supervision/watch-process.ts';

/**
 * Runs one service as a separate process, as its container does: prints the endpoints as one
 * line of JSON when it is ready, and stops on SIGTERM and SIGINT. Whatever goes wrong, a bad setting among it,
 * is one line of JSON too, and the exit code 1. An uncaught error later on restarts the service (docs/decisions/0013).
 *
 * @param create makes the service, on a port where one is given: after a restart it is where clients were told
 */
export async function runService(create: (port?: number) => Service<unknown>): Promise<void> {
  try {
    refuseFaultsFile(process.env);
    const service = restartable(create, portOf);
    const stop = (): void => {
      service.stop().then(() => process.exit(0), fail);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    const endpoints = await service.start();
    restartOnErrors(service);
    process.stdout.write(`${JSON.stringify({ service: service.name, ready: true, endpoints })}\n`);
  } catch (error) {
    fail(error);
  }
}

/** One line of JSON per event on the standard error. */
const standardError = maskingLogger((event, fields) => {
  process.stderr.write(`${JSON.stringify({ event, ...fields })}\n`);
});

/** The log of a process that is quiet until something is wrong: the events that name a way out. */
export const troubleLogger: Logger = (event, fields) => {
  if (fields['wayOut'] !== undefined) standardError(event, fields);
};

function restartOnErrors(service: Restartable<unknown>): void {
  const restarts = new Restarts(standardError);
  watchProcess((error) => {
    if (culpritOf(error) === 'nobody') return standardError('uncaught_error', presentError(error));
    restarts.failed(service.name, error, () => service.restart());
  });
}

/** Options on the port that a service has had, if it has had one. */
export function onPort<Options extends { readonly port: number }>(options: Options, port?: number): Options {
  return port === undefined ? options : { ...options, port };
}

/** Where a service listens, as its endpoints tell; undefined for one that does not. */
function portOf(endpoints: unknown): number | undefined {
  const { url, port } = (endpoints ?? {}) as { readonly url?: unknown; readonly port?: unknown };
  if (typeof port === 'number') return port;
  return typeof url === 'string' ? portIn(url) : undefined;
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${JSON.stringify({ failed: message })}\n`);
  process.exit(1);
}
