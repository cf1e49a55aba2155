import path from 'node:path';
import type { Service } from '../../core/service.ts';
import { DEFAULT_WORLD } from '../../core/worlds/world-name.ts';
import type { Making } from '../manifest.ts';
import { embeddedS3 } from './embedded.ts';
import type { S3Endpoints } from './endpoints.ts';
import { defaultS3Options } from './options.ts';
import type { S3Credentials, S3Settings } from './settings.ts';

export function create(making: Making<S3Settings, S3Credentials>): Service<S3Endpoints> {
  const { settings, credentials, clientCertificate, port } = making;
  const { worldName, doors, host, serverNames, dataset, s3Files, journal, faults, logger } = settings;
  const { clock, worldClock, realClock } = settings;
  const { bucket } = defaultS3Options;
  return embeddedS3({
    world: { name: worldName, doors },
    ...{ host, port, serverNames, dataset, journal, faults, logger, ...credentials },
    ...{ clock, worldClock, realClock },
    bucket: worldName === DEFAULT_WORLD ? bucket : `${worldName}-${bucket}`,
    directory: path.join(settings.directory, 's3'),
    parallelFiles: s3Files,
    extraObjects: [
      { key: 'certs/client.pem', contentType: 'application/x-pem-file', body: clientCertificate },
    ],
  });
}
