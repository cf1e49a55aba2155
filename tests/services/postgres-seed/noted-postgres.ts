import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Journal } from '../../../core/control/journal.ts';
import type { Service } from '../../../core/service.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import type { PostgresOptions } from '../../../services/postgres-seed/options.ts';
import { temporaryFolder } from './with-postgres.ts';

/** A server whose log goes into a journal of its own. */
export interface NotedPostgres extends AsyncDisposable {
  readonly service: Service<PostgresEndpoints>;
  readonly endpoints: PostgresEndpoints;
  readonly directory: string;
  readonly journal: Journal;
  pid(): Promise<number>;
  /** All that is in the files of its log. */
  logged(): Promise<string>;
}

export async function startNotedPostgres(options: Partial<PostgresOptions> = {}): Promise<NotedPostgres> {
  const own = { directory: await temporaryFolder(), journal: new Journal() };
  const server = embeddedPostgres({ port: 0, rows: 10, ...own, ...options });
  return {
    ...own,
    service: server,
    endpoints: await server.start(),
    async pid() {
      return Number.parseInt(await readFile(join(own.directory, 'cluster/data/postmaster.pid'), 'utf8'), 10);
    },
    async logged() {
      const log = join(own.directory, 'cluster/log');
      const files = await readdir(log);
      return (await Promise.all(files.map((file) => readFile(join(log, file), 'utf8')))).join('');
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(own.directory, { recursive: true, force: true });
    },
  };
}
