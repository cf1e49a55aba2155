import { addressIn } from '../core/place.ts';
import type { Offer } from './offer.ts';

/** Public names (`*` stands for any text) that the server at a URL answers for. */
export function relayed(names: readonly string[], url: string): NonNullable<Offer['publicNames']> {
  const to = { ...addressIn(url), tls: new URL(url).protocol === 'https:' };
  return names.map((host) => ({ host, to }));
}
