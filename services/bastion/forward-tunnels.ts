import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { resetConnection } from '../../core/faults/reset-connection.ts';
import { ClientSide } from '../../core/faults/wire/client-side.ts';
import { TunnelFaults } from '../../core/faults/wire/tunnel-faults.ts';
import type { Client } from './client.ts';
import type { ErrorCode } from './error-code.ts';
import type { Notes } from './notes.ts';
import type { BastionLimits } from './options.ts';
import { CHANNEL_REFUSAL, type Refusal, refuseChannel } from './refusal.ts';
import { type BastionTarget, findTarget, presentAddress } from './targets.ts';
import { channelEnds, joinTunnel } from './tunnel.ts';

interface Forwarding {
  readonly targets: readonly BastionTarget[];
  readonly limits: BastionLimits;
  readonly notes: Notes;
  readonly faults: FaultPlan;
  readonly tunnelsByUser: Map<string, number>;
}

/** Opens the tunnels (`direct-tcpip`, RFC 4254 section 7.2) that a logged-in client asks for, to the targets only. */
export function forwardTunnels(
  { connection, carrier, remote }: Client,
  user: string,
  { targets, limits, notes, faults: plan, tunnelsByUser }: Forwarding,
): void {
  const open = new Set<Socket>();
  let isOver = false;
  const endAll = (): void => {
    isOver = true;
    for (const socket of open) socket.destroy();
  };
  // Not only at the close: nothing can be said on a connection that is over, and ssh2 throws on an attempt.
  for (const event of ['error', 'end', 'close']) connection.on(event as 'end', endAll);
  const count = (change: 1 | -1): void =>
    void tunnelsByUser.set(user, (tunnelsByUser.get(user) ?? 0) + change);

  connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
    const asked = presentAddress({ host: destIP, port: destPort });
    const tunnel = { remote, user, what: 'tunnel', subject: asked } as const;
    const entry = notes.begin('tunnel', asked);
    const startedAt = performance.now();
    const refuse = (outcome: 'refused' | 'failed', refusal: TunnelRefusal): void => {
      notes.end(entry, startedAt, refusal.errorCode);
      notes.tell({ ...tunnel, outcome, reason: refusal.reason });
      refuseChannel(connection, reject, refusal);
    };

    const target = findTarget(targets, destIP, destPort);
    if (!target) return refuse('refused', notATarget(asked, targets));
    if (open.size >= limits.tunnels) return refuse('refused', tooManyTunnels(limits.tunnels));
    if ((tunnelsByUser.get(user) ?? 0) >= limits.tunnelsOfUser)
      return refuse('refused', tooManyOfUser(user, limits.tunnelsOfUser));

    entry.route = target.service ?? null;
    const faults = new TunnelFaults({
      ...{ plan, entry },
      tunnel: { service: 'bastion', tcp: 'ssh', host: destIP, about: target.service },
    });
    const met = faults.opening();
    if (met?.do.refuse) {
      void plan.act(met.do);
      return refuse('failed', planned(asked));
    }
    const socket = connect({ ...target.to, noDelay: true, allowHalfOpen: true });
    open.add(socket);
    count(1);
    socket.once('close', () => {
      open.delete(socket);
      count(-1);
    });
    socket.setTimeout(limits.connectMs, () => {
      socket.destroy(new Error(`no answer within ${limits.connectMs} ms`));
    });
    let isJoined = false;
    socket.on('error', (error) => {
      if (!isJoined) refuse('failed', unreachable(asked, target, error));
    });
    socket.once('connect', () => {
      isJoined = true;
      socket.setTimeout(0);
      notes.tell({ ...tunnel, outcome: 'accepted', reason: null });
      socket.once('close', () => {
        entry.bytes = socket.bytesRead + socket.bytesWritten;
        entry.aborted = isOver && !socket.readableEnded;
        notes.end(entry, startedAt);
      });
      const join = (): void => {
        const channel = accept();
        const client = new ClientSide<Duplex>(channel, channelEnds(channel), faults);
        Object.assign(faults, { client, endSession: () => resetConnection(carrier) });
        joinTunnel(client, channel, socket, carrier);
        if (met) faults.spoil(met, client);
      };
      if (met === undefined) return join();
      faults.waits(met, socket).then(
        (goesOn) => goesOn && !isOver && join(),
        (error: Error) => void carrier.destroy(error),
      );
    });
  });
}

interface TunnelRefusal extends Refusal {
  readonly errorCode: ErrorCode;
}

function notATarget(asked: string, targets: readonly BastionTarget[]): TunnelRefusal {
  const allowed = targets.map(presentAddress).join(', ') || 'nothing';
  return {
    code: CHANNEL_REFUSAL.administrativelyProhibited,
    errorCode: 'unknown_target',
    reason: `${asked} is not a target of this bastion; it forwards to ${allowed}`,
  };
}

function planned(asked: string): TunnelRefusal {
  return {
    code: CHANNEL_REFUSAL.connectFailed,
    errorCode: 'planned_fault',
    reason: `the fault plan refuses this tunnel to ${asked}`,
  };
}

function tooManyTunnels(allowed: number): TunnelRefusal {
  return {
    code: CHANNEL_REFUSAL.resourceShortage,
    errorCode: 'too_many_tunnels',
    reason: `this connection has ${allowed} open tunnels; more are not allowed`,
  };
}

function tooManyOfUser(user: string, allowed: number): TunnelRefusal {
  return {
    code: CHANNEL_REFUSAL.resourceShortage,
    errorCode: 'too_many_tunnels',
    reason: `user ${user} has ${allowed} open tunnels; more are not allowed`,
  };
}

function unreachable(asked: string, { to }: BastionTarget, error: Error): TunnelRefusal {
  return {
    code: CHANNEL_REFUSAL.connectFailed,
    errorCode: 'target_unreachable',
    reason: `${asked} leads to ${presentAddress(to)}, which cannot be reached: ${error.message}`,
  };
}
