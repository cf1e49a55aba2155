import { runService } from '../../core/run-service.ts';
import { embeddedPostgres } from './embedded.ts';
import { postgresOptionsFromEnv } from './options.ts';

await runService(() => embeddedPostgres(postgresOptionsFromEnv(process.env)));
