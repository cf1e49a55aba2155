import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedRedshift } from './embedded.ts';
import { redshiftOptionsFromEnv } from './options.ts';

await runService((port) =>
  embeddedRedshift(onPort(redshiftOptionsFromEnv(process.env, troubleLogger), port)),
);
