import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedS3 } from './embedded.ts';
import { s3OptionsFromEnv } from './options.ts';

await runService((port) =>
  embeddedS3({ ...onPort(s3OptionsFromEnv(process.env, troubleLogger), port), logger: troubleLogger }),
);
