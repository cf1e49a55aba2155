import { connect } from 'node:net';
import { addressIn } from '../core/place.ts';
import { type ServiceName, type StartedEndpoints, startedServices } from './manifests.ts';

const TIMEOUT_MS = 2000;

export interface ServiceStatus {
  /** `control` is the playground itself. */
  readonly service: ServiceName | 'control';
  readonly url: string;
  readonly answers: boolean;
}

/** For each service that was started: where it is, and whether somebody accepts connections there. */
export function statusOf(started: StartedEndpoints): Promise<ServiceStatus[]> {
  return Promise.all(
    startedServices(started).map(async ({ name, manifest, endpoints }) => {
      const url = manifest.address(endpoints);
      return { service: name, url, answers: await isServing(url) };
    }),
  );
}

/** The same of the playground itself, as a list of none where it does not answer by itself. */
export async function controlStatusOf(url: string | undefined): Promise<ServiceStatus[]> {
  return url === undefined ? [] : [{ service: 'control', url, answers: await isServing(url) }];
}

/** Whether somebody accepts connections at an address such as `http://127.0.0.1:5001` or `ssh://127.0.0.1:2222`. */
function isServing(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...addressIn(url), timeout: TIMEOUT_MS });
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
