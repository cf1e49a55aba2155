import { connect } from 'node:net';
import { type EndpointsByService, manifestOf, type ServiceName, type StartedEndpoints } from './manifests.ts';

const TIMEOUT_MS = 2000;

export interface ServiceStatus {
  readonly service: ServiceName;
  readonly url: string;
  readonly answers: boolean;
}

/** For each service that was started: where it is, and whether somebody accepts connections there. */
export function statusOf(endpoints: StartedEndpoints): Promise<ServiceStatus[]> {
  const services = Object.keys(endpoints) as ServiceName[];
  return Promise.all(
    services.map(async (service) => {
      const url = addressOf(service, endpoints);
      return { service, url, answers: await isServing(url) };
    }),
  );
}

function addressOf<Name extends ServiceName>(service: Name, endpoints: StartedEndpoints): string {
  return manifestOf(service).address(endpoints[service] as EndpointsByService[Name]);
}

/** Whether somebody accepts connections at an address such as `http://127.0.0.1:5001` or `ssh://127.0.0.1:2222`. */
function isServing(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port),
      timeout: TIMEOUT_MS,
    });
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
