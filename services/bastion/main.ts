import { onPort, runService } from '../../core/run-service.ts';
import { embeddedBastion } from './embedded.ts';
import { bastionOptionsFromEnv } from './options.ts';

await runService((port) => embeddedBastion(onPort(bastionOptionsFromEnv(process.env), port)));
