import type { Place } from '../core/place.ts';
import { type ServiceName, type StartedEndpoints, startedServices } from './manifests.ts';

/** The endpoints of a playground as programs elsewhere must have them: the same shape, other addresses. */
export function endpointsElsewhere(
  inside: StartedEndpoints,
  placeOf: (service: ServiceName) => Place,
): StartedEndpoints {
  return Object.fromEntries(
    startedServices(inside).map(({ name, manifest, endpoints }) => [
      name,
      manifest.at(endpoints, placeOf(name)),
    ]),
  );
}
