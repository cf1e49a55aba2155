import { runService } from '../../core/run-service.ts';
import { embeddedRedshift } from './embedded.ts';
import { redshiftOptionsFromEnv } from './options.ts';

await runService(() => embeddedRedshift(redshiftOptionsFromEnv(process.env)));
