import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../../core/clock.ts';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { ServerWorld } from '../../core/worlds/entrance.ts';
import { worldFrom } from '../world-from.ts';

export interface KeyVaultOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What clients call it beside localhost and its address, when they ask for `/_playground/*`. */
  readonly serverNames: readonly string[];
  /** PEM texts for the vault's name, the identity platform's and whatever else clients call it. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Only repeated in the endpoints. */
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly vaultName: string;
  /** Backups can be restored where this is the same; no client may know it. Default: the key in `tls`. */
  readonly backupSecret?: string;
  /** How long a request may take to arrive whole. */
  readonly bodyTimeoutMs: number;
  /** Name to value: what the vault holds at the start and after a reset. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** What goes wrong on purpose. Default: one of its own, which is empty. */
  readonly faults: FaultPlan;
  readonly clock: Clock;
  /** See `ListenOptions`. Left out: the clock is here. */
  readonly catchUp?: () => Promise<void>;
  /** Of which world it is. Left out: there is one. */
  readonly world?: ServerWorld;
  readonly logger: Logger;
}

/** What clients everywhere have as the vault's address and the identity platform's; a certificate must name them. */
export const PUBLIC_NAMES: readonly string[] = ['login.microsoftonline.com', '*.vault.azure.net'];

/** Everything but the certificate, which no service can make for itself. The same on every machine. */
export const defaultKeyVaultOptions: Omit<KeyVaultOptions, 'tls' | 'caFile' | 'journal' | 'faults'> = {
  host: '127.0.0.1',
  port: 8443,
  serverNames: [],
  tenantId: '7e4a0000-0000-4000-8000-000000000001',
  clientId: 'c11e0000-0000-4000-8000-000000000002',
  clientSecret: 'playground-client-secret',
  vaultName: 'fixture-vault',
  bodyTimeoutMs: 60_000,
  secrets: {},
  clock: systemClock,
  logger: silentLogger,
};

/**
 * Reads `PLAYGROUND_KEY_VAULT_HOST`, `…_PORT`, `…_TENANT_ID`, `…_CLIENT_ID`, `…_CLIENT_SECRET`, `…_NAME`, `…_SECRETS` (a JSON
 * object of texts), the paths `…_KEY_FILE`, `…_CERT_FILE` and `…_CA_FILE`, `PLAYGROUND_SERVER_NAMES`,
 * `PLAYGROUND_JOURNAL_SIZE`, and of the world (see {@link worldFrom}) what time it is.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable
 */
export function keyVaultOptionsFromEnv(
  env: NodeJS.ProcessEnv,
  logger: Logger = silentLogger,
): KeyVaultOptions {
  const settings = new EnvironmentSettings(env, logger);
  const defaults = defaultKeyVaultOptions;
  const { clock, catchUp } = worldFrom(settings);
  return {
    ...defaults,
    journal: new Journal(journalSizeFrom(env)),
    faults: new FaultPlan(),
    host: settings.text('PLAYGROUND_KEY_VAULT_HOST', defaults.host),
    port: settings.integer('PLAYGROUND_KEY_VAULT_PORT', defaults.port),
    serverNames: serverNamesFrom(settings),
    tls: {
      key: fileFrom(settings, 'PLAYGROUND_KEY_VAULT_KEY_FILE'),
      cert: fileFrom(settings, 'PLAYGROUND_KEY_VAULT_CERT_FILE'),
    },
    caFile: settings.text('PLAYGROUND_KEY_VAULT_CA_FILE', ''),
    tenantId: settings.text('PLAYGROUND_KEY_VAULT_TENANT_ID', defaults.tenantId),
    clientId: settings.text('PLAYGROUND_KEY_VAULT_CLIENT_ID', defaults.clientId),
    clientSecret: settings.text('PLAYGROUND_KEY_VAULT_CLIENT_SECRET', defaults.clientSecret),
    vaultName: settings.text('PLAYGROUND_KEY_VAULT_NAME', defaults.vaultName),
    secrets: secretsFrom(settings.text('PLAYGROUND_KEY_VAULT_SECRETS', '{}')),
    clock,
    ...(catchUp && { catchUp }),
  };
}

function fileFrom(settings: EnvironmentSettings, variable: string): string {
  const path = settings.text(variable, '');
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${variable} must be the path of a PEM file, but is '${path}'.`,
      {
        cause: error,
      },
    );
  }
}

function secretsFrom(json: string): Record<string, string> {
  const parsed = objectFrom(json);
  if (parsed && Object.values(parsed).every((value) => typeof value === 'string')) {
    return parsed as Record<string, string>;
  }
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `PLAYGROUND_KEY_VAULT_SECRETS must be a JSON object of texts, as in {"name":"value"}. It has ${json.length} characters that are not.`,
  );
}

function objectFrom(json: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
