import type { Service } from '../../core/service.ts';
import type { CommonSettings, Making } from '../manifest.ts';
import { ownNames } from '../own-names.ts';
import { embeddedRedshift } from './embedded.ts';
import type { RedshiftEndpoints } from './endpoints.ts';
import { nothingBehind } from './errors.ts';
import type { RedshiftLogin } from './options.ts';

/** @throws PlaygroundError `ERR_BAD_OPTION` without a database behind it */
export function create(making: Making<CommonSettings, RedshiftLogin>): Service<RedshiftEndpoints> {
  const { settings, credentials, authority, port, offers } = making;
  const { host, journal, faults, clock, logger } = settings;
  const behind = offers.find(({ database }) => database !== undefined)?.database;
  if (!behind) throw nothingBehind();
  return embeddedRedshift({
    ...{ host, port, journal, faults, clock, logger, login: credentials },
    tls: authority.issue(ownNames(settings)),
    caFile: authority.caCertificatePath,
    database: {
      ...{ host: behind.host, port: behind.port, database: behind.database, relay: behind.relay },
      ...behind.owner,
    },
    objectStore: offers.find(({ objectStore }) => objectStore !== undefined)?.objectStore,
  });
}
