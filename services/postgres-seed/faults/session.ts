import type { Socket } from 'node:net';
import type { FaultPlan } from '../../../core/faults/fault-plan.ts';
import type { Met } from '../../../core/faults/met.ts';
import type { ClientSide } from '../../../core/faults/wire/client-side.ts';
import type { FaultNotes } from './fault-notes.ts';
import type { Startup } from './startup.ts';
import type { UnansweredRequests } from './unanswered-requests.ts';

/** What faults need besides the session itself. */
export interface FaultMeans {
  readonly plan: FaultPlan;
  readonly notes: FaultNotes;
  /** Ends what serves a session, as pg_terminate_backend does. */
  terminate(pid: number): Promise<void>;
}

/** What becomes of the answer that is awaited. */
export interface Awaited {
  readonly met: Met;
  /** Called when it is over, before the client is told so. */
  over(): void;
}

/** A session, as faults see it. */
export interface Session {
  readonly client: ClientSide;
  readonly server: Socket;
  readonly means: FaultMeans;
  readonly startup: Startup;
  readonly unanswered: UnansweredRequests;
  /** What serves it; known when the client is logged in. */
  readonly pid: number | undefined;
  /** The answer to a statement that met faults, until it is over. */
  awaited: Awaited | undefined;
}
