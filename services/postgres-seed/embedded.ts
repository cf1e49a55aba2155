import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { Undo } from '../../core/undo.ts';
import { endpointsOf, type PostgresEndpoints } from './endpoints.ts';
import { claimPort } from './engine/claim-port.ts';
import { openCluster } from './engine/cluster.ts';
import { checkPostgresOptions, defaultPostgresOptions, type PostgresOptions } from './options.ts';
import { resetPostgres } from './reset.ts';
import { tablesOf } from './schema.ts';
import { fingerprintOf } from './seed/fingerprint.ts';
import { ensureRoles } from './seed/roles.ts';
import { asSuperuser, ensureDatabase, makeTemplate } from './seed/server.ts';

/** PostgreSQL itself as a child of this process, with every table that the examples read. */
export function embeddedPostgres(options: Partial<PostgresOptions> = {}): Service<PostgresEndpoints> {
  return serviceOf('postgres-seed', () =>
    open(checkPostgresOptions({ ...defaultPostgresOptions, ...options })),
  );
}

function open(asked: PostgresOptions): Promise<Running<PostgresEndpoints>> {
  return Undo.onFailure(async (undo) => {
    const options = { ...asked, port: await claimPort(asked.host, asked.port) };
    const tables = tablesOf(options.dataset, options.rows);
    const { owner, reader, admin } = options.credentials;
    const cluster = await openCluster(
      options,
      fingerprintOf(tables, owner.user, reader.user, admin.user),
      undo,
    );
    const endpoints = endpointsOf(options);

    const server = { host: endpoints.host, port: endpoints.port, superuser: cluster.superuser };
    await asSuperuser(server, (client) => ensureRoles(client, options.credentials));
    if (cluster.isNew) await makeTemplate(server, tables, options);
    await ensureDatabase(server, endpoints);
    if (cluster.isNew) await cluster.seal();
    return { endpoints, reset: () => resetPostgres(endpoints), close: () => cluster.close() };
  });
}
