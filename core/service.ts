/**
 * A source that connectors read from. It can run in this process or in a container; a client that has only its
 * endpoints cannot tell which.
 *
 * Every service keeps these promises (`tests/contract/service-contract.ts` checks each):
 *
 * 1. `start` resolves only when a client can connect. Endpoints are plain JSON: they go into a file and
 *    into environment variables.
 * 2. `start` on a running service rejects with `ERR_ALREADY_STARTED`. After `stop` it may start again,
 *    with the same data.
 * 3. `stop` may be called at any time: twice, before a start, after a failed start. Afterwards no socket,
 *    process or temporary folder is left. During a start it ends the start, which may then reject with
 *    `ERR_NOT_STARTED`.
 * 4. `reset` restores the initial data and keeps the endpoints. On a service that is not running it
 *    rejects with `ERR_NOT_STARTED`.
 * 5. A port of 0 means any free one. Nothing listens beyond 127.0.0.1 unless asked.
 * 6. The same options give the same data.
 * 7. `settle` resolves when the journal has all that clients were answered before it was called. It never rejects, nor
 *    waits long for a service that does not run.
 */
export interface Service<Endpoints> {
  readonly name: string;
  start(): Promise<Endpoints>;
  stop(): Promise<void>;
  reset(): Promise<void>;
  settle(): Promise<void>;
}

/** What a started service hands to {@link serviceOf}. */
export interface Running<Endpoints> {
  readonly endpoints: Endpoints;
  reset(): Promise<void>;
  /** Left out: what clients do is in the journal before they are answered. */
  settle?(): Promise<void>;
  close(): Promise<void>;
}
