import type { Place } from '../core/place.ts';
import type { EndpointsByService, ServiceName } from '../playground/endpoints-by-service.ts';
import type { StartedEndpoints } from '../playground/parse-endpoints.ts';
import { apiAt } from '../services/api/endpoints.ts';
import { bastionAt } from '../services/bastion/bastion-at.ts';
import { gatewayAt } from '../services/gateway/endpoints.ts';
import { keyVaultAt } from '../services/key-vault/endpoints.ts';
import { postgresAt } from '../services/postgres-seed/endpoints.ts';
import { redshiftAt } from '../services/redshift/endpoints.ts';
import { s3At } from '../services/s3-minio/endpoints.ts';

type Move<Name extends ServiceName> = (
  inside: EndpointsByService[Name],
  place: Place,
) => EndpointsByService[Name];

const MOVES: { readonly [Name in ServiceName]: Move<Name> } = {
  api: apiAt,
  postgres: postgresAt,
  bastion: bastionAt,
  s3: s3At,
  'key-vault': keyVaultAt,
  gateway: gatewayAt,
  redshift: redshiftAt,
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
