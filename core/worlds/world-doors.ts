import type { Server } from 'node:http';

/** The HTTP servers of further worlds, for those of the playground at which clients may mean another world. */
export class WorldDoors {
  readonly #servers = new Map<string, Map<string, Server>>();

  /** @returns closes it */
  open(world: string, service: string, server: Server): () => void {
    const ofService = this.#servers.get(service) ?? new Map<string, Server>();
    this.#servers.set(service, ofService.set(world, server));
    return () => {
      if (ofService.get(world) === server) ofService.delete(world);
    };
  }

  serverOf(world: string, service: string): Server | undefined {
    return this.#servers.get(service)?.get(world);
  }

  /** The further worlds that have a service. */
  worldsWith(service: string): readonly string[] {
    return [...(this.#servers.get(service)?.keys() ?? [])];
  }
}
