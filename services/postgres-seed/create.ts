import path from 'node:path';
import type { Service } from '../../core/service.ts';
import { DEFAULT_WORLD } from '../../core/worlds/world-name.ts';
import type { Making } from '../manifest.ts';
import { ownNames } from '../own-names.ts';
import type { PostgresCredentials } from './credentials.ts';
import { embeddedPostgres } from './embedded.ts';
import type { PostgresEndpoints } from './endpoints.ts';
import { logProgress } from './log-progress.ts';
import type { PostgresSettings } from './settings.ts';
import { SharedServer } from './worlds/shared-server.ts';
import { worldDatabase } from './worlds/world-database.ts';

export function create(making: Making<PostgresSettings, PostgresCredentials>): Service<PostgresEndpoints> {
  const { settings, credentials, authority, port } = making;
  const { worldName, host, dataset, postgresRows, journal, faults, journalStatements, worldClock, logger } =
    settings;
  const shared = settings.lending.of('postgres', () => new SharedServer());
  const common = {
    ...{ host, port, dataset, worldClock, credentials, journal, faults, logger, shared },
    timeAt: (real: number) => worldClock.at(real),
    rows: postgresRows,
    onProgress: logProgress(logger),
  };
  if (worldName !== DEFAULT_WORLD)
    return worldDatabase({ ...common, world: worldName, tls: { ca: authority.caCertificate } });
  return embeddedPostgres({
    ...common,
    directory: path.join(settings.directory, 'postgres'),
    notesStatements: journalStatements,
    tls: { ...authority.issue(ownNames(settings)), ca: authority.caCertificate },
  });
}
