import path from 'node:path';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { loadStandIn } from '../../playground/load-stand-in.ts';
import type { PlaygroundOptions } from '../../playground/options.ts';
import type { AskedService } from '../../playground/service-names.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOf } from './running.ts';
import type { UpOptions } from './up-options.ts';

/** Turns what the command was asked for into what `createPlayground` takes. */
export async function playgroundOptions(
  options: UpOptions,
  terminal: Terminal,
): Promise<PlaygroundOptions & { readonly directory: string }> {
  const { seed, records, anchor, services, pgRows, s3Files } = options;
  const files = (options.standIn ?? []).map((file) => path.resolve(terminal.directory, file));
  return {
    standIns: await Promise.all(files.map(loadStandIn)),
    host: options.host,
    directory: directoryOf(options, terminal),
    credentials: options.credentials,
    defaultPorts: 'documented',
    journalSize: options.journalSize ?? journalSizeFrom(terminal.env),
    journalStatements: options.journalStatements,
    ports: { ...options.ports, ...(options.port !== undefined && { api: options.port }) },
    ...(services && { services: services as AskedService[] }),
    ...(options.controlPort !== undefined && { controlPort: options.controlPort }),
    ...(seed !== undefined && { seed }),
    ...(records !== undefined && { records }),
    ...(anchor !== undefined && { anchor }),
    ...(pgRows !== undefined && { postgresRows: pgRows }),
    ...(s3Files !== undefined && { s3Files }),
    ...(options.serverName && { serverNames: options.serverName }),
    ...(options.allowHost && { allowedHosts: options.allowHost }),
    ...(options.rateLimit && { rateLimit: { capacity: options.capacity } }),
  };
}
