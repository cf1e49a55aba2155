import { AbstractStartedContainer, type StartedTestContainer } from 'testcontainers';
import type { Place } from '../../core/place.ts';

/** How a started container comes by its endpoints. */
export interface Presence<Endpoints> {
  /** The service's port in the container. */
  readonly port: number;
  /** The endpoints of the service at a place. */
  present(place: Place): Endpoints;
  /** Files in the container that clients need have one path on this machine; left out where there are none. */
  readonly caFile?: string;
  /** Removes what was made on this machine for the container. */
  remove?(): Promise<void>;
}

/** A container that runs one service. */
export abstract class StartedServiceContainer<Endpoints> extends AbstractStartedContainer {
  readonly #presence: Presence<Endpoints>;

  constructor(container: StartedTestContainer, presence: Presence<Endpoints>) {
    super(container);
    this.#presence = presence;
  }

  /** As the embedded service has them, with the engine's host and port. After a restart the port is another. */
  get endpoints(): Endpoints {
    const { port, caFile } = this.#presence;
    return this.#presence.present({
      host: this.getHost(),
      port: this.getMappedPort(port),
      outside: (file) => caFile ?? file,
    });
  }

  /** Brings back the data of the start. */
  abstract reset(): Promise<void>;

  protected override async containerStopped(): Promise<void> {
    await this.#presence.remove?.();
  }
}
