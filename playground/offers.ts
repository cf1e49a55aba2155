import type { Offered } from '../services/offer.ts';
import { type StartedEndpoints, serviceNames, startedServices } from './manifests.ts';

/** What services that run offer to others, in the order in which services are shown. */
export function offersOf(started: StartedEndpoints): Offered[] {
  return startedServices(started, serviceNames).flatMap(({ manifest, endpoints }) => {
    const offer = manifest.offer?.(endpoints);
    return offer ? { ...offer, service: manifest.name } : [];
  });
}
