import type { Place } from '../core/place.ts';
import { manifestOf, type ServiceName, type StartedEndpoints } from '../playground/manifests.ts';

/** The endpoints of a playground as programs outside of its container must have them: the same shape, other addresses. */
export function hostEndpoints(
  inside: StartedEndpoints,
  placeOf: (service: ServiceName) => Place,
): StartedEndpoints {
  const names = Object.keys(inside) as ServiceName[];
  return Object.fromEntries(names.map((name) => [name, moved(name, inside, placeOf(name))]));
}

function moved<Name extends ServiceName>(name: Name, { [name]: endpoints }: StartedEndpoints, place: Place) {
  return endpoints === undefined ? undefined : manifestOf(name).at(endpoints, place);
}
