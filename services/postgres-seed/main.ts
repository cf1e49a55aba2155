import { onPort, runService } from '../../core/run-service.ts';
import { embeddedPostgres } from './embedded.ts';
import { postgresOptionsFromEnv } from './options.ts';

await runService((port) => embeddedPostgres(onPort(postgresOptionsFromEnv(process.env), port)));
