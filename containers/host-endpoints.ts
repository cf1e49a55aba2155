import type { EndpointsByService, ServiceName } from '../playground/endpoints-by-service.ts';
import type { StartedEndpoints } from '../playground/endpoints-file.ts';
import { presentUrl } from '../services/postgres-seed/endpoints.ts';
import { presentEndpoints as presentRedshift } from '../services/redshift/endpoints.ts';
import { bastionAt } from './bastion-at.ts';
import type { Place } from './place.ts';

type Move<Name extends ServiceName> = (
  inside: EndpointsByService[Name],
  place: Place,
) => EndpointsByService[Name];

const MOVES: { readonly [Name in ServiceName]: Move<Name> } = {
  api: (inside, place) => ({ ...inside, url: urlAt('http', place) }),
  'postgres-seed': (inside, { host, port }) => ({
    ...inside,
    host,
    port,
    url: presentUrl(inside.owner, { host, port, database: inside.database }),
  }),
  bastion: bastionAt,
  's3-minio': (inside, place) => ({ ...inside, url: urlAt('http', place) }),
  'key-vault': (inside, place) => ({
    ...inside,
    url: urlAt('https', place),
    caFile: place.outside(inside.caFile),
  }),
  gateway: (inside, place) => ({
    ...inside,
    url: urlAt('http', place),
    caFile: place.outside(inside.caFile),
  }),
  redshift: ({ url: _url, ...inside }, place) =>
    presentRedshift({ ...inside, host: place.host, port: place.port, caFile: place.outside(inside.caFile) }),
};

/** The endpoints of a playground as programs outside of its container must have them: the same shape, other addresses. */
export function hostEndpoints(
  inside: StartedEndpoints,
  placeOf: (service: ServiceName) => Place,
): StartedEndpoints {
  const names = Object.keys(inside) as ServiceName[];
  return Object.fromEntries(names.map((name) => [name, moved(name, inside, placeOf(name))]));
}

function moved<Name extends ServiceName>(name: Name, inside: StartedEndpoints, place: Place) {
  return MOVES[name](inside[name] as EndpointsByService[Name], place);
}

function urlAt(protocol: string, { host, port }: Place): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
