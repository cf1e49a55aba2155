import type { Service } from './service.ts';

/**
 * Runs one service as a process of its own, which is what its container does: prints the endpoints as one
 * line of JSON when it is ready, and stops on SIGTERM and SIGINT.
 */
export async function runService(service: Service<unknown>): Promise<void> {
  const stop = (): void => {
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(service, error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    const endpoints = await service.start();
    process.stdout.write(`${JSON.stringify({ service: service.name, ready: true, endpoints })}\n`);
  } catch (error) {
    fail(service, error);
  }
}

function fail(service: Service<unknown>, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${JSON.stringify({ service: service.name, failed: message })}\n`);
  process.exit(1);
}
