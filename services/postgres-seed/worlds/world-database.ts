import type { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { withServiceLogger } from '../../../core/masking-logger.ts';
import type { Running, Service } from '../../../core/service.ts';
import { serviceOf } from '../../../core/service-of.ts';
import { forwardTcp } from '../../../core/tcp-forward.ts';
import { Undo } from '../../../core/undo.ts';
import type { WorldClock } from '../../../core/world-clock.ts';
import { endpointsOf, type PostgresEndpoints } from '../endpoints.ts';
import { postgresAbility } from '../faults/ability.ts';
import { FaultNotes } from '../faults/fault-notes.ts';
import { joinSessions } from '../faults/join-sessions.ts';
import { terminateBackend } from '../faults/terminate-backend.ts';
import { followClock } from '../living/follow-clock.ts';
import { DatabaseFollower } from '../living/follower.ts';
import { checkPostgresOptions, type PostgresOptions } from '../options.ts';
import { databaseLivesOf, sqlTablesOf } from '../schema.ts';
import { fingerprintOf, namesIn } from '../seed/fingerprint.ts';
import { asSuperuser, makeTemplate } from '../seed/server.ts';
import { notesFor } from '../statements/notes-for.ts';
import { cloneDatabase } from './clone-database.ts';
import { dropDatabase } from './drop-database.ts';
import type { SharedServer } from './shared-server.ts';
import { markAsWorlds } from './sweep.ts';
import { WorldRoles } from './world-roles.ts';

type Common = Pick<
  PostgresOptions,
  'host' | 'port' | 'dataset' | 'rows' | 'credentials' | 'journal' | 'timeAt' | 'logger' | 'onProgress'
>;

export interface WorldDatabaseOptions extends Common {
  /** Its name is the database's too. */
  readonly world: string;
  readonly worldClock: WorldClock;
  readonly shared: SharedServer;
  /** What goes wrong on purpose. */
  readonly faults: FaultPlan;
  /** Of the server's certificate. */
  readonly tls: { readonly ca: string };
}

/** The database of a further world in the server of its playground, on a port of its own. */
export function worldDatabase(options: WorldDatabaseOptions): Service<PostgresEndpoints> {
  return serviceOf('postgres', (signal) =>
    open(checkPostgresOptions(withServiceLogger('postgres', options)), signal),
  );
}

function open(options: WorldDatabaseOptions, signal: AbortSignal): Promise<Running<PostgresEndpoints>> {
  return Undo.onFailure(async (undo) => {
    const { world: database, shared, dataset, rows, credentials, host, port, logger, worldClock } = options;
    const { server, credentials: seeded, check, settle, tls, hasLog } = shared.parts;
    const tables = sqlTablesOf(dataset, rows);
    const seed = { ...options, credentials: seeded };
    const template = await shared.templateOf(fingerprintOf(tables, ...namesIn(seed)), async (name) => {
      await makeTemplate(server, tables, seed, name);
      await asSuperuser(server, (client) => markAsWorlds(client, 'DATABASE', name));
    });
    signal.throwIfAborted();
    const roles = new WorldRoles(database, credentials);
    const makeAnew = (): Promise<void> =>
      cloneDatabase(server, {
        ...{ database, template, seeded, credentials, roles, tables },
        lives: dataset.plan.lives,
      });
    undo.defer(() =>
      asSuperuser(server, async (client) => {
        await roles.restore(client);
        await dropDatabase(client, database);
        await roles.drop(client);
      }),
    );
    await makeAnew();
    signal.throwIfAborted();
    const statements = notesFor(options, roles.clock);
    undo.defer(shared.note(database, statements));

    const lives = databaseLivesOf(dataset, rows);
    const follower = new DatabaseFollower({
      ...{ server, database, owner: credentials.owner.user, clock: roles.clock, tables: lives, logger },
    });
    undo.defer(() => follower.close());
    const following =
      lives.length > 0 ? await followClock(follower, worldClock, { putBack: makeAnew, logger }) : undefined;
    undo.defer(() => following?.end());
    const { faults, journal } = options;
    const now = (): number => worldClock.now();
    const means = {
      plan: faults,
      notes: new FaultNotes({ journal, logger, now, statements, hasLog, settle }),
      terminate: (pid: number) => terminateBackend(server, pid),
    };
    const join = joinSessions(means, tls);
    const to = { host: server.host, port: server.port };
    const forward = await forwardTcp('postgres', { host, port }, to, join);
    faults.offer('postgres', postgresAbility);
    undo.defer(() => forward.close());
    return {
      endpoints: endpointsOf({ ...options, port: forward.port, database }),
      settle,
      async reset() {
        check();
        await follower.close();
        await makeAnew();
        await following?.catchUp();
        await settle();
        options.journal.clear('postgres');
      },
      close: () => undo.run(),
    };
  });
}
