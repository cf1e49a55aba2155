import type { KeyVaultOptions } from './options.ts';

export type KeyVaultCredentials = Pick<KeyVaultOptions, 'clientSecret'>;
