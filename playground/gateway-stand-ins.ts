import { postgresQuery } from '../services/gateway/snowflake/postgres-query.ts';
import { snowflakeStandIn } from '../services/gateway/snowflake/snowflake-stand-in.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';
import { standIns } from '../services/gateway/stand-ins/stand-ins.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';
import type { Settings } from './options.ts';

/** Who answers for public names: our own stand-ins, Snowflake over the database that runs, and those of the caller. */
export function standInsOf(
  { standIns: given }: Pick<Settings, 'standIns'>,
  started: Partial<EndpointsByService>,
): StandIn[] {
  const database = started['postgres-seed'];
  return [...standIns, ...(database ? [snowflakeOver(database)] : []), ...given];
}

/** The login is that of the database's reader: one secret less to know. */
function snowflakeOver({ url, reader }: EndpointsByService['postgres-seed']): StandIn {
  return snowflakeStandIn({ query: postgresQuery(url), credentials: reader });
}
