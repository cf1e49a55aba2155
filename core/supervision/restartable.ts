import type { Service } from '../service.ts';

/** A service that can be made again where it was. */
export interface Restartable<Endpoints> extends Service<Endpoints> {
  /** Stops it and starts a new one in its place on the same port. */
  restart(): Promise<void>;
}

/**
 * @param make a new service on a port; undefined: the one it was asked to have
 * @param portOf where it listens; undefined for one that listens nowhere
 */
export function restartable<Endpoints>(
  make: (port?: number) => Service<Endpoints>,
  portOf: (endpoints: Endpoints) => number | undefined,
): Restartable<Endpoints> {
  let service = make();
  let port: number | undefined;
  let isStopped = false;
  let restarting: Promise<void> = Promise.resolve();

  async function startAnew(): Promise<void> {
    await service.stop().catch(() => undefined);
    if (isStopped) return;
    service = make(port);
    await service.start();
  }

  return {
    name: service.name,
    async start() {
      isStopped = false;
      const endpoints = await service.start();
      port = portOf(endpoints);
      return endpoints;
    },
    async stop() {
      isStopped = true;
      const current = service;
      await current.stop();
      await restarting.catch(() => undefined);
      if (service !== current) await service.stop();
    },
    async reset() {
      await restarting.catch(() => undefined);
      await service.reset();
    },
    settle: () => service.settle(),
    restart() {
      restarting = startAnew();
      return restarting;
    },
  };
}
