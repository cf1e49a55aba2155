import { postgresQuery } from '../services/gateway/snowflake/postgres-query.ts';
import { snowflakeStandIn } from '../services/gateway/snowflake/snowflake-stand-in.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';
import { standIns } from '../services/gateway/stand-ins/stand-ins.ts';
import { presentUrl } from '../services/postgres-seed/endpoints.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';
import type { Settings } from './options.ts';

/** Who answers for public names: our own stand-ins, Snowflake over the database that runs, and those of the caller. */
export function standInsOf(
  { standIns: given }: Pick<Settings, 'standIns'>,
  started: Partial<EndpointsByService>,
): StandIn[] {
  const database = started.postgres;
  return [...standIns, ...(database ? [snowflakeOver(database)] : []), ...given];
}

/** As the database's reader, towards clients and database alike: one secret less to know, and nothing can be written. */
function snowflakeOver(database: EndpointsByService['postgres']): StandIn {
  const { reader } = database;
  return snowflakeStandIn({ query: postgresQuery(presentUrl(reader, database)), credentials: reader });
}
