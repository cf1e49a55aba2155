import { runService } from '../../core/run-service.ts';
import { embeddedBastion } from './embedded.ts';
import { bastionOptionsFromEnv } from './options.ts';

await runService(() => embeddedBastion(bastionOptionsFromEnv(process.env)));
