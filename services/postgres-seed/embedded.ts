import { Journal } from '../../core/control/journal.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { Undo } from '../../core/undo.ts';
import { WorldClock } from '../../core/world-clock.ts';
import { endpointsOf, type PostgresEndpoints } from './endpoints.ts';
import { openCluster } from './engine/cluster.ts';
import { filesFailed } from './errors.ts';
import { unreachableAbility } from './faults/ability.ts';
import { guardLocks } from './guard-locks.ts';
import { type Following, followClock } from './living/follow-clock.ts';
import { DatabaseFollower } from './living/follower.ts';
import { livingIn } from './living/living-in.ts';
import { checkPostgresOptions, defaultPostgresOptions, type PostgresOptions } from './options.ts';
import { databaseLivesOf, sqlTablesOf } from './schema.ts';
import { fingerprintOf, namesIn } from './seed/fingerprint.ts';
import { ensureDatabase, makeRolesAndControl, makeTemplate } from './seed/server.ts';
import type { ServerToSeed } from './seed/server-to-seed.ts';
import { resetServer } from './seed-server.ts';
import { settling } from './statements/settling.ts';
import { sweepWorlds } from './worlds/sweep.ts';

/** PostgreSQL itself as a child of this process, with every table that the examples read. */
export function embeddedPostgres(options: Partial<PostgresOptions> = {}): Service<PostgresEndpoints> {
  return serviceOf('postgres', (signal) =>
    open(
      checkPostgresOptions(
        withServiceLogger('postgres', { ...defaultPostgresOptions, journal: new Journal(), ...options }),
      ),
      signal,
    ),
  );
}

export { stopOrphan } from './engine/cluster.ts';

function open(options: PostgresOptions, signal: AbortSignal): Promise<Running<PostgresEndpoints>> {
  return Undo.onFailure(async (undo) => {
    const tables = sqlTablesOf(options.dataset, options.rows);
    const fingerprint = fingerprintOf(tables, ...namesIn(options));
    const cluster = await openCluster(options, fingerprint, undo, signal);
    const endpoints = endpointsOf({ ...options, port: cluster.port });

    const server = { host: endpoints.host, port: endpoints.port, superuser: cluster.superuser };
    const seeding = { ...server, signal };
    await makeRolesAndControl(seeding, options.credentials);
    if (cluster.isNew) await makeTemplate(seeding, tables, options);
    await ensureDatabase(seeding, endpoints);
    if (cluster.isNew) await cluster.seal();
    const following = await follow(server, endpoints, options, undo);
    const endGuard = await guardLocks(server, options.logger);
    const settle = settling(cluster.log, server);
    const { shared, credentials, tls } = options;
    if (shared?.isNew) await sweepWorlds(server);
    const hasLog = cluster.log !== undefined;
    const withdraw = shared?.open({
      ...{ server, fingerprint, tls, hasLog, credentials, check: cluster.check, settle },
    });
    options.faults?.offer('postgres', unreachableAbility);
    return {
      endpoints,
      settle,
      async reset() {
        cluster.check();
        await resetServer(server, endpoints);
        await following?.catchUp();
        await settle();
        options.journal.clear('postgres');
      },
      async close() {
        withdraw?.();
        await endGuard();
        await following?.end();
        await cluster.close();
      },
    };
  }).catch((error: unknown) => {
    // Whatever else went wrong, the files are what it went wrong with.
    throw error instanceof PlaygroundError ? error : filesFailed(options.directory, error);
  });
}

/** @returns undefined in a still world, in which nothing happens */
async function follow(
  server: ServerToSeed,
  endpoints: PostgresEndpoints,
  { dataset, rows, logger, worldClock }: PostgresOptions,
  undo: Undo,
): Promise<Following | undefined> {
  const tables = databaseLivesOf(dataset, rows);
  if (tables.length === 0) return undefined;
  const follower = new DatabaseFollower({ server, ...livingIn(endpoints), tables, logger });
  undo.defer(() => follower.close());
  const clock = worldClock ?? new WorldClock({ start: dataset.anchor, rate: 0 });
  const putBack = async (): Promise<void> => {
    logger('put_back', { to: new Date(clock.now()).toISOString() });
    await resetServer(server, endpoints);
  };
  const following = await followClock(follower, clock, { putBack, logger });
  undo.defer(() => following.end());
  return following;
}
