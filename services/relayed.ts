import type { Offer } from './offer.ts';

/** Public names (`*` stands for any text) that the server at a URL answers for. */
export function relayed(names: readonly string[], url: string): NonNullable<Offer['publicNames']> {
  const { hostname, port, protocol } = new URL(url);
  const to = { host: hostname, port: Number(port), tls: protocol === 'https:' };
  return names.map((host) => ({ host, to }));
}
