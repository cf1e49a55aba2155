import type { Offer } from '../offer.ts';
import { standInsOver } from './create.ts';

/** Every name that a gateway in front of these has an answer for: `api.weather.gov`, `postgres:5432`. */
export function hostsOf(offers: readonly Offer[]): string[] {
  const names = offers
    .flatMap(({ publicNames = [] }) => publicNames)
    .map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));
  return [...new Set([...standInsOver(offers).flatMap(({ hosts }) => hosts), ...names])];
}
