import path from 'node:path';
import type { Service } from '../../core/service.ts';
import type { Making } from '../manifest.ts';
import { ownNames } from '../own-names.ts';
import type { PostgresCredentials } from './credentials.ts';
import { embeddedPostgres } from './embedded.ts';
import type { PostgresEndpoints } from './endpoints.ts';
import { logProgress } from './log-progress.ts';
import type { PostgresSettings } from './settings.ts';

export function create(making: Making<PostgresSettings, PostgresCredentials>): Service<PostgresEndpoints> {
  const { settings, credentials, authority, port } = making;
  const { host, dataset, postgresRows, journal, journalStatements, worldClock, logger } = settings;
  return embeddedPostgres({
    ...{ host, port, dataset, worldClock, credentials, journal, logger },
    timeAt: (real) => worldClock.at(real),
    directory: path.join(settings.directory, 'postgres'),
    rows: postgresRows,
    notesStatements: journalStatements,
    tls: { ...authority.issue(ownNames(settings)), ca: authority.caCertificate },
    onProgress: logProgress(logger),
  });
}
