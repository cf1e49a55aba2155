import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedBastion } from './embedded.ts';
import { bastionOptionsFromEnv } from './options.ts';

await runService((port) => embeddedBastion(onPort(bastionOptionsFromEnv(process.env, troubleLogger), port)));
