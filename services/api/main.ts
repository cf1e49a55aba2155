import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedApi } from './embedded.ts';
import { apiOptionsFromEnv } from './options.ts';

await runService((port) => embeddedApi(onPort(apiOptionsFromEnv(process.env, troubleLogger), port)));
