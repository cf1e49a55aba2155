import type { Offer } from '../services/offer.ts';
import { manifestOf, type ServiceName, type StartedEndpoints, serviceNames } from './manifests.ts';

/** What services that run offer to others, in the order in which services are shown. */
export function offersOf(endpoints: StartedEndpoints): Offer[] {
  return serviceNames.flatMap((name) => offerOf(name, endpoints) ?? []);
}

function offerOf<Name extends ServiceName>(name: Name, { [name]: endpoints }: StartedEndpoints) {
  return endpoints === undefined ? undefined : manifestOf(name).offer?.(endpoints);
}
