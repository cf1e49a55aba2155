import { maskingLogger } from './masking-logger.ts';
import type { Service } from './service.ts';
import { culpritOf } from './supervision/blame.ts';
import { presentError, Restarts } from './supervision/restarts.ts';
import { watchProcess } from './supervision/watch-process.ts';

/**
 * Runs one service as a process of its own, which is what its container does: prints the endpoints as one
 * line of JSON when it is ready, and stops on SIGTERM and SIGINT. Whatever goes wrong, a bad setting among it,
 * is one line of JSON too, and the exit code 1. An uncaught error later on restarts the service (docs/decisions/0013).
 */
export async function runService(create: () => Service<unknown>): Promise<void> {
  try {
    const service = create();
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

function restartOnErrors(service: Service<unknown>): void {
  const log = maskingLogger((event, fields) => {
    process.stderr.write(`${JSON.stringify({ event, ...fields })}\n`);
  });
  const restarts = new Restarts(log);
  watchProcess((error) => {
    if (culpritOf(error) === 'nobody') return log('uncaught_error', presentError(error));
    restarts.failed(service.name, error, async () => {
      await service.stop();
      await service.start();
    });
  });
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${JSON.stringify({ failed: message })}\n`);
  process.exit(1);
}
