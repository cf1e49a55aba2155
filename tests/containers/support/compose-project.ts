import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { DockerComposeEnvironment, Wait } from 'testcontainers';
import { Undo } from '../../../core/undo.ts';
import { readEndpointsFile } from '../../../playground/endpoints-file.ts';
import type { EndpointsByService } from '../../../playground/manifests.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { freePortRange, freePorts } from './free-ports.ts';
import { imageOf, VERSION } from './images.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const OTHERS = ['POSTGRES', 'BASTION', 'S3', 'SEED', 'KEY_VAULT', 'GATEWAY', 'REDSHIFT'];
const REPLICAS = 3;

export interface ComposeProject extends AsyncDisposable {
  /** The folder that is copied from `setup`, for programs on this machine. */
  readonly directory: string;
  /** What it tells. */
  readonly endpoints: EndpointsByService;
  /** Runs `docker compose` with the project's settings; gives what it printed. Rejects when it fails. */
  compose(...argv: readonly string[]): Promise<string>;
  /** Takes every container of a service out of a network, or brings it back. */
  changeNetwork(change: 'connect' | 'disconnect', network: string, service: string): Promise<void>;
  /**
   * Kills the program in every container of a service, as the kernel does when memory is out. For the engine the
   * container ends by itself then, as it does not by `docker kill`.
   */
  crash(service: string): Promise<void>;
}

interface ProjectSettings {
  /** Variables for `docker compose`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** With what they depend on. Left out: all. */
  readonly services?: readonly string[];
}

/** docker-compose.yml with three replicas of the API, on ports that are free, under a name of its own. */
export function startComposeProject({ variables, services }: ProjectSettings = {}): Promise<ComposeProject> {
  return Undo.onFailure(async (undo) => {
    const directory = await temporaryDirectory();
    undo.defer(async () => directory[Symbol.asyncDispose]());
    const project = `suite-${randomUUID()}`;
    const env = {
      ...(process.env as Record<string, string>),
      ...(await publishedPorts()),
      COMPOSE_PROJECT_NAME: project,
      PLAYGROUND_VERSION: VERSION,
      ...variables,
    };
    const compose = async (...argv: readonly string[]): Promise<string> =>
      (await run('docker', ['compose', ...argv], { cwd: ROOT, env })).stdout;
    const environment = await new DockerComposeEnvironment(ROOT, 'docker-compose.yml')
      .withProjectName(project)
      .withEnvironment(env)
      .withDefaultWaitStrategy(Wait.forHealthCheck())
      .withStartupTimeout(150_000)
      .withClientOptions({ commandOptions: ['--scale', `api=${REPLICAS}`] })
      .up(services && [...services]);
    undo.defer(() => remove(() => environment.down({ removeVolumes: true })));
    const copy = path.join(directory.path, 'playground');
    await compose('cp', 'setup:/playground/host', copy);
    const containersOf = async (service: string): Promise<string[]> =>
      (await compose('ps', '--quiet', service)).trim().split('\n');
    const changeNetwork: ComposeProject['changeNetwork'] = async (change, network, service) => {
      for (const container of await containersOf(service))
        await run('docker', ['network', change, `${project}_${network}`, container]);
    };
    const crash = async (service: string): Promise<void> => {
      const inspect = ['inspect', '--format', '{{.State.Pid}}', ...(await containersOf(service))];
      const processes = (await run('docker', inspect)).stdout.trim().split('\n');
      // By a container, because processes of the engine are not for everybody who may use the engine.
      const killer = ['run', '--rm', '--pid=host', '--network=none', '--user=0', '--entrypoint=sh'];
      await run('docker', [...killer, imageOf('postgres'), '-c', `kill -KILL ${processes.join(' ')}`]);
    };
    return {
      directory: copy,
      endpoints: (await readEndpointsFile(copy)) as EndpointsByService,
      compose,
      changeNetwork,
      crash,
      [Symbol.asyncDispose]: () => undo.run(),
    };
  });
}

/** A range for the replicas of the API, a port for each of the others. */
async function publishedPorts(): Promise<Record<string, string>> {
  const api = await freePortRange(REPLICAS);
  const ports = await freePorts(OTHERS.length);
  return {
    PLAYGROUND_PUBLISHED_API_PORT: `${api}-${api + REPLICAS - 1}`,
    ...Object.fromEntries(
      OTHERS.map((service, index) => [`PUBLISHED_${service}_PORT`, String(ports[index])]),
    ),
  };
}

/**
 * Removes a project. Engines may keep an endpoint of a container that ended while it was taken out of a network; nobody can
 * remove that network before the engine is started again, so it stays. All else is gone by then.
 */
async function remove(down: () => Promise<unknown>): Promise<void> {
  try {
    await down();
  } catch (error) {
    if (!String(error).includes('has active endpoints')) throw error;
  }
}
