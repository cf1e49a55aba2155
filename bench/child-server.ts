import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { waitUntil } from '../core/wait-until.ts';

/** A server under measurement, in a separate process. */
export interface ChildServer {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until a client could connect. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Compiled, this file is in `.cache/bench/bench`, next to the services. */
export const COMPILED = path.resolve(import.meta.dirname, '..');
const PEER_ENVIRONMENT = path.resolve('.cache/peer');
const PEER_PYTHON = path.join(PEER_ENVIRONMENT, 'bin/python');

/**
 * Starts the API as its container does.
 *
 * @param compiled where the compiled checkout is
 */
export async function startOurs(
  environment: Readonly<Record<string, string>> = {},
  compiled = COMPILED,
): Promise<ChildServer> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [path.join(compiled, 'services/api/main.js')], {
    env: { ...process.env, PLAYGROUND_API_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { endpoints } = JSON.parse(line as string) as { endpoints: { url: string } };
  return started(child, endpoints.url, startedAt);
}

/** Starts a bare `node:http` server that sends these bodies, whatever is asked of it: the ceiling. */
export async function startBare(body: string, mediaType: string): Promise<ChildServer> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [path.join(COMPILED, 'bench/bare-server.js'), mediaType], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(body);
  const [url] = await once(createInterface(child.stdout), 'line');
  return started(child, url as string, startedAt);
}

/** Starts the API of a playground of its own, by which a world can live. */
export function startPlayground(world: string, records: number): Promise<ChildServer> {
  return startWorld('playground-server', world, records);
}

/** Starts a declared source of the same people. */
export function startSource(world: string, records: number): Promise<ChildServer> {
  return startWorld('source-server', world, records);
}

async function startWorld(server: string, world: string, records: number): Promise<ChildServer> {
  const startedAt = performance.now();
  const program = path.join(COMPILED, `bench/${server}.js`);
  const child = spawn(process.execPath, [program, world, String(records)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  return started(child, url as string, startedAt);
}

/** Starts the PyPI playground with Flask's own server, as its users do, without the reloader and its second process. */
export async function startPeer(port: number): Promise<ChildServer> {
  await preparePeer();
  const program = `import fivetran_api_playground as p; p.app.run(port=${port}, debug=False, threaded=True)`;
  const startedAt = performance.now();
  const child = spawn(PEER_PYTHON, ['-c', program], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(
    'the PyPI playground',
    async () => (await fetch(`${url}/cursors/companies`).catch(() => undefined))?.ok,
    { intervalMs: 5, timeoutMs: 30_000 },
  );
  return started(child, url, startedAt);
}

/** Resident memory in MB, as Linux counts it. */
export function residentMb({ pid }: ChildServer): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

/** Processor time that the threads of the server have used so far, in microseconds. */
export function processorUs({ pid }: Pick<ChildServer, 'pid'>): number {
  const tasks = `/proc/${pid}/task`;
  // `stat` counts in hundredths of a second, which are too coarse for a turn on a busy machine.
  const times = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return times.reduce((total, time) => total + time, 0) / 1_000;
}

function started(child: ReturnType<typeof spawn>, url: string, startedAt: number): ChildServer {
  return {
    url,
    pid: child.pid as number,
    readyMs: performance.now() - startedAt,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function preparePeer(): Promise<void> {
  if (existsSync(PEER_PYTHON)) return;
  await run('python3', ['-m', 'venv', PEER_ENVIRONMENT]);
  await run(PEER_PYTHON, ['-m', 'pip', 'install', '--quiet', 'fivetran-api-playground==1.1.9']);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const [code] = await once(spawn(command, args, { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}
