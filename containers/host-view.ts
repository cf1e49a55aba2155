import path from 'node:path';
import type { StartedTestContainer } from 'testcontainers';
import { urlAt } from '../core/place.ts';
import { CONTROL_PORT } from '../playground/control/control-port.ts';
import { endpointsElsewhere } from '../playground/endpoints-elsewhere.ts';
import { manifestOf, type StartedEndpoints } from '../playground/manifests.ts';
import { keyFilesOf } from '../services/bastion/bastion-at.ts';

import type { HostFolder, InsideFile } from './host-folder.ts';
import { readInside } from './support/read-inside.ts';

/** Where the playground of a container keeps its files. */
export const FOLDER_INSIDE = '/home/node/.playground';

/** A playground in a container, as programs on this machine must have it. */
export interface HostView {
  /** As the container itself has them. */
  readonly inside: StartedEndpoints;
  readonly endpoints: StartedEndpoints;
  /** Where the playground itself answers, without a slash at the end. */
  readonly controlUrl: string;
  /** PEM. */
  readonly caCertificate: string;
}

/** Looks at a running container, and writes the files that clients want the path of into a folder on this machine. */
export async function viewOf(container: StartedTestContainer, folder: HostFolder): Promise<HostView> {
  const [endpointsFile, caFile, clientFile] = await Promise.all(
    ['endpoints.json', 'certificates/ca.crt', 'certificates/client.pem'].map((name) =>
      insideFile(container, path.posix.join(FOLDER_INSIDE, name)),
    ) as [Promise<InsideFile>, Promise<InsideFile>, Promise<InsideFile>],
  );
  const inside = JSON.parse(endpointsFile.text) as StartedEndpoints;
  await folder.write([caFile, clientFile, ...(inside.bastion ? keyFilesOf(inside.bastion) : [])]);
  const endpoints = outsideOf(inside, container, folder);
  const control = { host: container.getHost(), port: container.getMappedPort(CONTROL_PORT) };
  return { inside, endpoints, controlUrl: urlAt('http', control), caCertificate: caFile.text };
}

/** With the host and the ports by which the engine publishes those of the playground. */
export function outsideOf(
  inside: StartedEndpoints,
  container: StartedTestContainer,
  folder: HostFolder,
): StartedEndpoints {
  return endpointsElsewhere(inside, (service) => ({
    host: container.getHost(),
    port: container.getMappedPort(manifestOf(service).documentedPort),
    outside: (file) => folder.outside(file),
  }));
}

async function insideFile(container: StartedTestContainer, file: string): Promise<InsideFile> {
  return { path: file, text: await readInside(container, file) };
}
