import type { ContainerMaterial } from '../../services/manifest.ts';
import { eachAfterOthers } from '../each-after-others.ts';
import { endpointsElsewhere } from '../endpoints-elsewhere.ts';
import { type Credentials, manifestOf, type StartedEndpoints, serviceNames } from '../manifests.ts';
import { offersOf } from '../offers.ts';
import type { Places } from './places.ts';

/** What clients need beside an address. */
export interface Material extends Pick<ContainerMaterial<unknown>, 'caCertificate' | 'caFile'> {
  readonly credentials: Credentials;
  /** The endpoints that only the set-up can tell, for clients at any place. */
  readonly made: StartedEndpoints;
}

/** The endpoints of containers, as the embedded services would present them, for clients who find them at `places`. */
export async function endpointsAt(places: Places, material: Material): Promise<StartedEndpoints> {
  const { credentials, made, ...authority } = material;
  const seederUrl = `http://${places.seed.host}:${places.seed.port}`;
  const endpoints: StartedEndpoints = {};
  await eachAfterOthers(serviceNames, async (name) => {
    const announced = manifestOf(name).container?.announced;
    const offers = offersOf(endpoints);
    const parts = { ...authority, credentials: credentials[name] as never, seederUrl, offers };
    const inside = { [name]: made[name] ?? (await announced?.(parts)) };
    const place = { ...places[name], outside: (file: string) => file };
    Object.assign(
      endpoints,
      endpointsElsewhere(inside, () => place),
    );
  });
  return endpoints;
}
