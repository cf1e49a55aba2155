/** What the contract asks of a service, wherever it runs. */
export interface Behaviour<Endpoints> {
  /** Something a client reads that depends on the data; equal before and after a reset. */
  readonly read: (endpoints: Endpoints) => Promise<unknown>;
  /** Changes what `read` sees; left out for a service that holds no state a client could change. */
  readonly change?: (endpoints: Endpoints) => Promise<void>;
  /** Rejects when nobody listens at the endpoints any more. */
  readonly connect: (endpoints: Endpoints) => Promise<unknown>;
}
