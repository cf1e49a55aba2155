import type { Context } from 'koa';
import type { TokenIssuer } from './identity/token-issuer.ts';
import type { KeyVaultOptions } from './options.ts';
import type { SecretStore } from './vault/secret-store.ts';

/** All that a request is answered from. */
export interface KeyVault extends KeyVaultOptions {
  readonly store: SecretStore;
  readonly tokens: TokenIssuer;
  /** Under which backups are sealed. */
  readonly backupKey: Buffer;
}

export interface Route {
  /** Its operation as Azure calls it, for the journal and the metrics. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As `@koa/router` has it; a slash at the end and upper case are tolerated, as Azure does. */
  readonly path: string;
  handle(ctx: Context, vault: KeyVault): Promise<void> | void;
}
