import type { Login } from '../credentials.ts';

/** A server that runs, and the one account that may do everything there. */
export interface ServerToSeed {
  readonly host: string;
  readonly port: number;
  readonly superuser: Login;
  /** Ends what is being done there. */
  readonly signal?: AbortSignal;
}
