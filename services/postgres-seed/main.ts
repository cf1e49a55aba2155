import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedPostgres } from './embedded.ts';
import { postgresOptionsFromEnv } from './options.ts';

// A program of its own has a journal that nobody can ask for.
const options = { ...postgresOptionsFromEnv(process.env, troubleLogger), notesStatements: false };
await runService((port) => embeddedPostgres(onPort(options, port)));
