import { cutText } from '../../core/cut-text.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import type { Logger } from '../../core/logger.ts';
import { acceptLogins } from './accept-logins.ts';
import type { Authenticate } from './authenticate.ts';
import type { Client } from './client.ts';
import { forwardTunnels } from './forward-tunnels.ts';
import type { Notes } from './notes.ts';
import type { BastionLimits } from './options.ts';
import { refuseTheRest } from './refuse-the-rest.ts';
import { requireStrictChannels } from './strict-channels.ts';
import type { BastionTarget } from './targets.ts';

interface Bastion {
  readonly targets: readonly BastionTarget[];
  /** How many tunnels each user has open, over all connections. */
  readonly tunnelsByUser: Map<string, number>;
  readonly limits: BastionLimits;
  readonly authenticate: Authenticate;
  readonly faults: FaultPlan;
  readonly notes: Notes;
  readonly logger: Logger;
}

/** Lets one client log in; then opens the tunnels it asks for and refuses everything else. */
export function serveClient(
  client: Client,
  { authenticate, faults, limits, notes, logger, targets, tunnelsByUser }: Bastion,
): void {
  const { connection, remote } = client;
  // A client that vanishes is everyday: sshtunnel ends with a reset. It is noted, and nothing else comes of it.
  connection.on('error', (error) => logger('connection_lost', { remote, reason: cutText(error.message) }));
  requireStrictChannels(connection);
  acceptLogins(client, authenticate, { failuresAllowed: limits.failedLogins, notes }, (user) => {
    forwardTunnels(client, user, { targets, limits, notes, faults, tunnelsByUser });
    refuseTheRest(client, user, notes);
  });
}
