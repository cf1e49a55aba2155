import path from 'node:path';
import type { Service } from '../../core/service.ts';
import type { Making } from '../manifest.ts';
import { embeddedS3 } from './embedded.ts';
import type { S3Endpoints } from './endpoints.ts';
import type { S3Credentials, S3Settings } from './settings.ts';

export function create(making: Making<S3Settings, S3Credentials>): Service<S3Endpoints> {
  const { settings, credentials, clientCertificate, port } = making;
  const { host, serverNames, dataset, s3Files, journal, clock, worldClock, realClock, logger } = settings;
  return embeddedS3({
    ...{ host, port, serverNames, dataset, journal, clock, worldClock, realClock, logger, ...credentials },
    directory: path.join(settings.directory, 's3'),
    parallelFiles: s3Files,
    extraObjects: [
      { key: 'certs/client.pem', contentType: 'application/x-pem-file', body: clientCertificate },
    ],
  });
}
