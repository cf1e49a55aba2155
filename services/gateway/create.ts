import type { Service } from '../../core/service.ts';
import type { Making } from '../manifest.ts';
import type { Offer } from '../offer.ts';
import { embeddedGateway } from './embedded.ts';
import type { GatewayEndpoints } from './endpoints.ts';
import type { GatewaySettings } from './settings.ts';
import { postgresQuery } from './snowflake/postgres-query.ts';
import { snowflakeStandIn } from './snowflake/snowflake-stand-in.ts';
import type { StandIn } from './stand-in.ts';
import { standIns } from './stand-ins/stand-ins.ts';

export function create(making: Making<GatewaySettings, undefined>): Service<GatewayEndpoints> {
  const { settings, authority, port, offers } = making;
  const { host, serverNames, dataset, allowedHosts, journal, faults, clock, realClock, logger } = settings;
  const { sources, replays, replayIgnore, recording } = settings;
  return embeddedGateway({
    world: { name: settings.worldName, doors: settings.doors },
    ...{ host, port, serverNames, dataset, allowedHosts, journal, faults, clock, realClock, logger },
    ...{ sources, replays, replayIgnore, recording },
    issue: async (name) => authority.issue([name]),
    caFile: authority.caCertificatePath,
    clientCa: authority.caCertificate,
    standIns: [...standInsOver(offers), ...settings.standIns],
    upstreams: offers.flatMap(({ publicNames = [] }) => publicNames),
  });
}

/**
 * Who answers for public names: our own stand-ins, and Snowflake over a database that is offered. As the database's
 * reader, towards clients and database alike: one secret less to know, and nothing can be written.
 */
export function standInsOver(offers: readonly Offer[]): StandIn[] {
  const databases = offers.flatMap(({ database }) => database ?? []);
  return [
    ...standIns,
    ...databases.map(({ reader, readerUrl, relay }) =>
      snowflakeStandIn({ query: postgresQuery(readerUrl, relay), credentials: reader }),
    ),
  ];
}
