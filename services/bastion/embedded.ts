import { Journal } from '../../core/control/journal.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import { reachableHost } from '../../core/reachable-host.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { createAuthenticate } from './authenticate.ts';
import type { BastionEndpoints } from './endpoints.ts';
import { bastionAbility } from './fault-ability.ts';
import { keepKeys } from './key-folder.ts';
import { type BastionEvent, createNotes, type Notes } from './notes.ts';
import { type BastionOptions, defaultBastionOptions } from './options.ts';
import { serveClient } from './serve-client.ts';
import { listenForSsh } from './ssh-listener.ts';

export interface EmbeddedBastion extends Service<BastionEndpoints> {
  /** Who tried what since the start or the last reset, oldest first; readable after a stop too. */
  journal(): readonly BastionEvent[];
}

/** The bastion in this process. */
export function embeddedBastion(given: Partial<BastionOptions> = {}): EmbeddedBastion {
  const options = withServiceLogger('bastion', {
    ...defaultBastionOptions,
    journal: new Journal(),
    faults: new FaultPlan(),
    ...given,
  });
  const notes = createNotes(options.journal, options.limits.journalEvents, options.clock, options.logger);
  return { ...serviceOf('bastion', () => open(options, notes)), journal: () => notes.events() };
}

async function open(options: BastionOptions, notes: Notes): Promise<Running<BastionEndpoints>> {
  const { directory, targets, password, key } = options;
  const host = reachableHost(options.host);
  const keys = await keepKeys(directory, key.passphrase);

  notes.clear();
  options.faults.offer('bastion', bastionAbility(targets));
  const authenticate = createAuthenticate(
    options,
    Object.values(keys.user).map(({ publicKey }) => publicKey),
  );
  const tunnelsByUser = new Map<string, number>();
  const listener = await listenForSsh(options, keys.host.texts, notes, (client) =>
    serveClient(client, { ...options, authenticate, notes, tunnelsByUser }),
  );

  const { port } = listener;
  return {
    endpoints: {
      host,
      port,
      password,
      key: { ...key, ...keys.user },
      hostKeys: keys.host.presented,
      knownHosts: keys.host.knownHosts({ host, port }),
      forwards: targets.map((target) => ({ host: target.host, port: target.port })),
    },
    reset: async () => {
      await listener.endConnections();
      notes.clear();
      options.journal.clear('bastion');
    },
    close: () => listener.close(),
  };
}
