import type { BastionOptions } from './options.ts';

export type BastionCredentials = Pick<BastionOptions, 'password' | 'key'>;
