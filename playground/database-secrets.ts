import type { PostgresEndpoints } from '../services/postgres-seed/endpoints.ts';

/** The five secrets under the names that the key vault example asks for. */
export function databaseSecrets(database: PostgresEndpoints | undefined): Record<string, string> {
  if (!database) return {};
  return {
    postgresDatabase: database.database,
    postgresHost: database.host,
    postgresUser: database.owner.user,
    postgresPassword: database.owner.password,
    postgresPort: String(database.port),
  };
}
