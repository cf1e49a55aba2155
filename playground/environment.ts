import { type StartedEndpoints, startedServices } from './manifests.ts';

/**
 * Where everything is, as environment variables: the names that the clients of a source read by themselves
 * where there are such names (`PGHOST`, `AWS_ENDPOINT_URL_S3`, `AZURE_TENANT_ID`), `PLAYGROUND_…` otherwise.
 *
 * @param controlUrl where the playground itself answers, where it does
 */
export function environmentOf(
  started: StartedEndpoints,
  controlUrl?: string,
): Readonly<Record<string, string>> {
  const services = startedServices(started);
  const hosts = services.flatMap(({ manifest, endpoints }) => manifest.hosts(endpoints));
  return Object.assign(
    {},
    ...services.map(({ manifest, endpoints }) => manifest.variables(endpoints, hosts)),
    ...(controlUrl === undefined ? [] : [{ PLAYGROUND_CONTROL_URL: controlUrl }]),
  );
}
