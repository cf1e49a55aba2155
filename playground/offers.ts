import type { Offer } from '../services/offer.ts';
import { type StartedEndpoints, serviceNames, startedServices } from './manifests.ts';

/** What services that run offer to others, in the order in which services are shown. */
export function offersOf(started: StartedEndpoints): Offer[] {
  return startedServices(started, serviceNames).flatMap(
    ({ manifest, endpoints }) => manifest.offer?.(endpoints) ?? [],
  );
}
