import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { Undo } from '../../../core/undo.ts';
import type { EndpointsByService } from '../../../playground/endpoints-by-service.ts';
import { readEndpointsFile } from '../../../playground/endpoints-file.ts';
import { firstFreePort } from '../../../playground/port.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const REPLICAS = 3;

export interface ComposeProject extends AsyncDisposable {
  /** For programs on this machine. */
  readonly endpoints: EndpointsByService;
  /** Runs `docker compose` with the project's settings; gives what it printed. Rejects when it fails. */
  compose(...argv: readonly string[]): Promise<string>;
  /** Takes every container of a service out of a network, or brings it back. */
  changeNetwork(change: 'connect' | 'disconnect', network: string, service: string): Promise<void>;
}

/** docker-compose.yml with three replicas of the API, on ports that are free, under a name of its own. */
export function startComposeProject(): Promise<ComposeProject> {
  return Undo.onFailure(async (undo) => {
    const directory = await temporaryDirectory();
    undo.defer(async () => directory[Symbol.asyncDispose]());
    const env = {
      ...process.env,
      ...(await publishedPorts()),
      COMPOSE_PROJECT_NAME: `suite-${randomUUID()}`,
    };
    const compose = async (...argv: readonly string[]): Promise<string> =>
      (await run('docker', ['compose', ...argv], { cwd: ROOT, env })).stdout;
    undo.defer(() =>
      compose('--profile', 'workbench', 'down', '--volumes', '--timeout', '2').then(() => undefined),
    );
    await compose('up', '--build', '--wait', '--quiet-pull', '--scale', `api=${REPLICAS}`);
    const copy = path.join(directory.path, 'playground');
    await compose('cp', 'setup:/playground/host', copy);
    const endpoints = (await readEndpointsFile(copy)) as EndpointsByService;
    const changeNetwork: ComposeProject['changeNetwork'] = async (change, network, service) => {
      const containers = (await compose('ps', '--quiet', service)).trim().split('\n');
      for (const container of containers) {
        await run('docker', ['network', change, `${env.COMPOSE_PROJECT_NAME}_${network}`, container]);
      }
    };
    return { endpoints, compose, changeNetwork, [Symbol.asyncDispose]: () => undo.run() };
  });
}

async function publishedPorts(): Promise<Record<string, string>> {
  let next = 20_000 + Math.floor(Math.random() * 20_000);
  const take = async (): Promise<number> => {
    const port = await firstFreePort('127.0.0.1', next);
    next = port + 1;
    return port;
  };
  const api = await take();
  next = api + REPLICAS;
  return {
    PUBLISHED_API_PORT: `${api}-${api + REPLICAS - 1}`,
    PUBLISHED_POSTGRES_PORT: String(await take()),
    PUBLISHED_BASTION_PORT: String(await take()),
    PUBLISHED_S3_PORT: String(await take()),
    PUBLISHED_SEED_PORT: String(await take()),
    PUBLISHED_KEY_VAULT_PORT: String(await take()),
    PUBLISHED_GATEWAY_PORT: String(await take()),
    PUBLISHED_REDSHIFT_PORT: String(await take()),
  };
}
