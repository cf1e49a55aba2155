import type { CommonSettings } from '../manifest.ts';

export interface ApiSettings extends CommonSettings {
  readonly rateLimit: { readonly capacity: number } | undefined;
}
