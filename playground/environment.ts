import { manifestOf, type ServiceName, type StartedEndpoints } from './manifests.ts';

/**
 * Where everything is, as environment variables: the names that the clients of a source read by themselves
 * where there are such names (`PGHOST`, `AWS_ENDPOINT_URL_S3`, `AZURE_TENANT_ID`), `PLAYGROUND_…` otherwise.
 */
export function environmentOf(endpoints: StartedEndpoints): Readonly<Record<string, string>> {
  const running = Object.keys(endpoints) as ServiceName[];
  const hosts = running.flatMap((name) => hostsOf(name, endpoints));
  return Object.assign({}, ...running.map((name) => variablesOf(name, endpoints, hosts)));
}

function hostsOf<Name extends ServiceName>(name: Name, { [name]: endpoints }: StartedEndpoints) {
  return endpoints === undefined ? [] : manifestOf(name).hosts(endpoints);
}

function variablesOf<Name extends ServiceName>(
  name: Name,
  { [name]: endpoints }: StartedEndpoints,
  hosts: readonly string[],
) {
  return endpoints === undefined ? {} : manifestOf(name).variables(endpoints, hosts);
}
