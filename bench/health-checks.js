/**
 * What the health checks of containers at rest cost: the processor time of the containers and of the engine, which
 * starts a process in each of them for every check. With the checks as they are, with a check every other second as it
 * was before, and without any: a quarter of an hour. Reads the counters of the kernel, so the engine must be on this machine, and
 * run nothing else meanwhile. The process of a check counts twice, in its container and as a child of the engine.
 *
 *     tests/containers/build-images
 *     node bench/health-checks.js
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';

const VERSION = process.env['PLAYGROUND_VERSION'] || 'latest';
/** Checks are quick in a container's first minute. */
const WARM_UP_MS = 70_000;
/** Some rounds of checks: one takes 22 seconds, and 102 in the image of everything. */
const MEASURED_MS = 204_000;
const TICKS_PER_S = 100;
const NS_PER_S = 1e9;
const US_PER_S = 1e6;

const docker = (...argv) => execFileSync('docker', argv, { encoding: 'utf8' }).trim();

/** Name to what follows `docker run`, by the kind of check. */
const CONTAINERS = {
  api: checked(`connector-playground-api:${VERSION}`),
  s3: checked(`connector-playground-s3:${VERSION}`),
  'all-in-one': (kind) => [
    ...(kind === 'before' ? ['--health-interval=5s', '--health-cmd=playground status'] : []),
    ...checked(`connector-playground:${VERSION}`)(kind),
  ],
  postgres: (kind) => [
    '--env=POSTGRES_PASSWORD=password',
    ...(kind === 'none' ? [] : [`--health-cmd=${POSTGRES_CHECKS[kind]()}`, '--health-interval=2s']),
    '--health-timeout=30s',
    'postgres:17-trixie',
  ],
};

const POSTGRES_CHECKS = {
  before: () => 'pg_isready --host=127.0.0.1 --username=postgres',
  now: () => {
    const { services } = JSON.parse(docker('compose', 'config', '--format', 'json'));
    return services.postgres.healthcheck.test[1].replaceAll('$$', '$');
  },
};

function checked(image) {
  return (kind) => [
    ...(kind === 'none' ? ['--no-healthcheck'] : []),
    ...(kind === 'before' ? ['--env=HEALTHY_REST_S=0'] : []),
    image,
  ];
}

/** Seconds of processor time of a process, and of what it has started and waited for. */
function secondsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields 14 to 17 of proc_pid_stat(5); the name in parentheses may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / TICKS_PER_S;
}

/** The process of the engine that starts a container's processes, those of its checks among them. */
function shimOf(id) {
  const status = readFileSync(`/proc/${docker('inspect', '--format={{.State.Pid}}', id)}/status`, 'utf8');
  return /^PPid:\t(\d+)/m.exec(status)[1];
}

/** Seconds of processor time of everything that has run in a container. */
function containerSeconds(id) {
  const first = `/sys/fs/cgroup/cpuacct/docker/${id}/cpuacct.usage`;
  if (existsSync(first)) return Number(readFileSync(first, 'utf8')) / NS_PER_S;
  const second = readFileSync(`/sys/fs/cgroup/system.slice/docker-${id}.scope/cpu.stat`, 'utf8');
  return Number(/usage_usec (\d+)/.exec(second)[1]) / US_PER_S;
}

/** The engine's own processes, of which there is one each. */
const engine = readdirSync('/proc').filter((name) => {
  const comm = `/proc/${name}/comm`;
  return /^\d+$/.test(name) && existsSync(comm) && /^(dockerd|containerd)$/m.test(readFileSync(comm, 'utf8'));
});

/** Seconds by row: each container with its own part of the engine, and what the engine does for all. */
const look = (ids, shims) => [
  ...ids.map((id, at) => containerSeconds(id) + secondsOf(shims[at])),
  engine.reduce((sum, pid) => sum + secondsOf(pid), 0) / ids.length,
];

/** % of a core by row, of containers that nobody asks for anything. */
async function measure(kind) {
  const ids = [];
  try {
    for (const options of Object.values(CONTAINERS)) ids.push(docker('run', '--detach', ...options(kind)));
    await setTimeout(WARM_UP_MS);
    const shims = ids.map(shimOf);
    const before = look(ids, shims);
    await setTimeout(MEASURED_MS);
    return look(ids, shims).map((seconds, at) => ((seconds - before[at]) / MEASURED_MS) * 1e5);
  } finally {
    for (const id of ids) docker('rm', '--force', '--volumes', id);
  }
}

const columns = [];
for (const kind of ['none', 'now', 'before']) columns.push(await measure(kind));
const rows = [...Object.keys(CONTAINERS), 'the engine, for each of them'];
const lines = rows.map((row, at) => [row, ...columns.map((column) => column[at].toFixed(2))]);
const table = [['% of a core', 'without a check', 'now', 'before'], ['---', '--:', '--:', '--:'], ...lines];
process.stdout.write(`${os.cpus().length} cores, load average ${os.loadavg()[0].toFixed(1)}\n\n`);
for (const cells of table) process.stdout.write(`| ${cells.join(' | ')} |\n`);
