import type { Duplex } from 'node:stream';
import type { JournalEntry } from '../../control/journal-entry.ts';
import type { Asked } from '../asked.ts';
import type { FaultPlan } from '../fault-plan.ts';
import { type Met, noteMet } from '../met.ts';
import { whileOpen } from '../while-open.ts';
import type { ClientSide, Places } from './client-side.ts';

/** A connection that a service passes on, as a plan sees it. */
type Tunnel = Pick<Asked, 'service' | 'host' | 'route' | 'about'> & { readonly tcp: string };

interface Parts {
  readonly plan: FaultPlan;
  readonly tunnel: Tunnel;
  readonly entry: JournalEntry;
}

/** Asks the plan what is planned for a tunnel, and does it: when it is about to be opened, and after so many bytes. */
export class TunnelFaults implements Places {
  readonly #parts: Parts;
  /** What can be done to the tunnel. Nothing is reached before it is there. */
  client: ClientSide<Duplex> | undefined;
  /** Ends what carries the tunnel. Left out: that is the tunnel itself. */
  endSession: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What a tunnel meets that is about to be opened; it is in the journal. */
  opening(): Met | undefined {
    return this.#meet(0);
  }

  next(sent: number): number | undefined {
    const { plan, tunnel } = this.#parts;
    return plan.isEmpty ? undefined : plan.nextBytes(tunnel, sent);
  }

  async reached(bytes: number): Promise<void> {
    const { client } = this;
    const met = this.#meet(bytes);
    if (met === undefined || client === undefined) return;
    if (!(await this.waits(met, client.socket))) return;
    this.spoil(met, client);
  }

  /** The clock moves, the connector is ended, time passes. Says whether the tunnel goes on: a hung one does not. */
  async waits({ do: now }: Met, carrier: Duplex): Promise<boolean> {
    await this.#parts.plan.act(now);
    if (now.latency !== undefined && !(await whileOpen(carrier, now.latency))) return false;
    if (!now.hang) return true;
    // What is not read does not tell that its peer has left.
    carrier.once('end', () => carrier.destroy()).resume();
    await whileOpen(carrier);
    return false;
  }

  spoil({ do: now }: Met, client: ClientSide<Duplex>): void {
    if (now.terminate !== undefined) this.endSession?.();
    else if (now.reset && now.cut === undefined) client.reset();
    else client.treat('connection', now);
  }

  #meet(bytes: number): Met | undefined {
    const { plan, tunnel, entry } = this.#parts;
    if (plan.isEmpty) return undefined;
    const met = plan.meet({ ...tunnel, number: entry.number, bytes });
    if (met) noteMet(entry, met);
    return met;
  }
}
