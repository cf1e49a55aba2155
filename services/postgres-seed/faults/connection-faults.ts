import { whileOpen } from '../../../core/faults/while-open.ts';
import type { Places } from '../../../core/faults/wire/client-side.ts';
import { errorResponse } from './error-response.ts';
import type { Session } from './session.ts';

const CONNECTION = { service: 'postgres', tcp: 'postgres' } as const;

/** Does to a connection what was planned for it, when it begins and after so many bytes to its client. */
export class ConnectionFaults implements Places {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  next(sent: number): number | undefined {
    const { plan } = this.#session.means;
    return plan.isEmpty ? undefined : plan.nextBytes(CONNECTION, sent);
  }

  /** @returns whether the session goes on */
  async reached(bytes: number): Promise<boolean> {
    const { client, means, startup, pid } = this.#session;
    const { plan, notes } = means;
    const met = plan.meet({ ...CONNECTION, bytes });
    if (!met) return true;
    await notes.settle();
    notes.connection(startup, met);
    await plan.act(met.do);
    const { latency, hang, reset, cut, terminate, sqlstate, message } = met.do;
    if (latency !== undefined && !(await whileOpen(client.socket, latency))) return false;
    if (hang) await whileOpen(client.socket);
    else if (reset && cut === undefined) client.reset();
    else if (sqlstate !== undefined) client.end(errorResponse(sqlstate, message));
    else if (terminate !== undefined && pid !== undefined) await means.terminate(pid);
    else client.treat('connection', met.do);
    return !client.socket.destroyed && sqlstate === undefined;
  }
}
