import { runService } from '../../core/run-service.ts';
import { embeddedApi } from './embedded.ts';
import { apiOptionsFromEnv } from './options.ts';

await runService(() => embeddedApi(apiOptionsFromEnv(process.env)));
