import { chmod, chown, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SERVER_LIMITS } from '../options.ts';
import type { PostgresTls } from '../tls.ts';
import type { Account } from './account.ts';

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly tls?: PostgresTls;
  /** Where files with a line for each statement are written. Left out: nowhere. */
  readonly statementFolder?: string | undefined;
}

/** The one account that may do everything. Only this service logs in as it, and only from this machine. */
export const SUPERUSER = 'postgres';

const KEY_FILE = 'server.key';
const CERT_FILE = 'server.crt';

/**
 * Writes all that the server reads when it starts: settings, who may come in, and its certificate. The key is
 * outside of the server's folder: a client that can read the server's files could take it.
 */
export async function writeServerSettings(
  data: string,
  settings: ServerSettings,
  account: Account | undefined,
): Promise<void> {
  const { key, cert } = settings.tls ?? {};
  const files = [
    [join(data, 'postgresql.conf'), presentSettings(settings, dirname(data))],
    [join(data, 'pg_hba.conf'), presentAccess()],
    // For settings that somebody makes while it runs. Nobody does, and the server does not start on a damaged one.
    [join(data, 'postgresql.auto.conf'), ''],
    [join(dirname(data), CERT_FILE), cert],
    [join(dirname(data), KEY_FILE), key],
  ] as const;
  for (const [path, text] of files) {
    await rm(path, { recursive: true, force: true });
    if (text === undefined) continue;
    // The server refuses a key that others may read, and one that is not its own.
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
    if (account) await chown(path, account.uid, account.gid);
  }
}

function presentSettings({ host, port, tls, statementFolder }: ServerSettings, folder: string): string {
  const settings: Record<string, string | number> = {
    listen_addresses: quote(host),
    port,
    // The folder's path may be longer than the 107 characters that a socket's name can have.
    unix_socket_directories: quote(''),
    ...Object.fromEntries(Object.entries(SERVER_LIMITS).map(([name, value]) => [name, quote(String(value))])),
    shared_buffers: quote('32MB'),
    maintenance_work_mem: quote('64MB'),
    min_wal_size: quote('32MB'),
    max_wal_size: quote('256MB'),
    // What the server wrote survives its own death, but not the machine's: a seed can be made again.
    fsync: 'off',
    wal_level: 'logical',
    max_wal_senders: 10,
    max_replication_slots: 10,
    max_worker_processes: 2,
    max_logical_replication_workers: 0,
    max_parallel_workers_per_gather: 0,
    autovacuum_max_workers: 1,
    jit: 'off',
    huge_pages: 'off',
    password_encryption: quote('scram-sha-256'),
    timezone: quote('UTC'),
    log_timezone: quote('UTC'),
    log_line_prefix: quote(''),
    log_checkpoints: 'off',
    ...(statementFolder !== undefined && statementSettings(statementFolder)),
    ssl: tls ? 'on' : 'off',
    ...(tls && {
      ssl_cert_file: quote(join(folder, CERT_FILE)),
      ssl_key_file: quote(join(folder, KEY_FILE)),
    }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** One line for each statement when it is done, for each that fails, and for each login; in JSON, file after file. */
function statementSettings(folder: string): Record<string, string | number> {
  return {
    logging_collector: 'on',
    log_destination: quote('jsonlog'),
    log_directory: quote(folder),
    log_filename: quote('%Y%m%d%H%M%S.log'),
    log_rotation_size: quote('8MB'),
    log_rotation_age: 0,
    log_min_duration_statement: 0,
    log_parameter_max_length: 256,
    log_replication_commands: 'on',
    log_connections: 'on',
    log_disconnections: 'on',
  };
}

function presentAccess(): string {
  return [
    // Connections for physical replication alone: those for logical replication name a database.
    'host replication all all reject',
    `host all ${SUPERUSER} samehost scram-sha-256`,
    `host all ${SUPERUSER} all reject`,
    'host all all all scram-sha-256',
    '',
  ].join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
