/**
 * What an empty fault plan costs the API: the same compiled service with the hook and without it, on this machine in one
 * run, by the processor time of an answer, which other work on the machine disturbs less than its rate. A second server with
 * the hook shows how far two equal ones differ.
 *
 *     npx tsc --noEmit false --outDir .cache/bench; node .cache/bench/bench/fault-hook.js [rounds]
 */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ChildServer, COMPILED, startOurs } from './child-server.ts';
import { autocannonRate, median } from './measure.ts';

const ROUNDS = Number(process.argv[2] ?? 24);
const TURN_SECONDS = 0.5;
const WARM_UP_SECONDS = 3;
const PATHS = ['/cursors/companies', '/pagination/keyset'];
const HOOK = 'handleRoute(route, ctx, api)';

/** A copy of what is compiled, in which a request goes to its route at once. */
async function withoutHook(): Promise<string> {
  const copy = path.resolve('.cache/bench-without-hook');
  await rm(copy, { recursive: true, force: true });
  await cp(COMPILED, copy, { recursive: true });
  const file = path.join(copy, 'services/api/app.js');
  const text = await readFile(file, 'utf8');
  const parts = text.split(HOOK);
  if (parts.length !== 3) throw new Error(`${file} has ${parts.length - 1} hooks, and 2 were expected.`);
  await writeFile(file, parts.join('route.handle(ctx, api)'));
  return copy;
}

function quartiles(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((one, other) => one - other);
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] as number).toFixed(3);
  return `${at(0.5)} | ${at(0.25)} to ${at(0.75)}`;
}

const servers = [await startOurs(), await startOurs({}, await withoutHook()), await startOurs()] as const;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`${ROUNDS} rounds, load ${(os.loadavg()[0] as number).toFixed(1)}`);
say('| route | with, µs | without / with, median | quartiles | with / with, median | quartiles |');
say('|---|--:|--:|---|--:|---|');
for (const route of PATHS) {
  for (const server of servers) await autocannonRate(server, () => route, WARM_UP_SECONDS);
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const costs: number[] = [0, 0, 0];
    // There and back, so that a moment of other work falls on all.
    for (const index of [0, 1, 2, 2, 1, 0]) {
      const rate = await autocannonRate(servers[index] as ChildServer, () => route, TURN_SECONDS);
      costs[index] = (costs[index] as number) + rate.processorUs / 2;
    }
    rounds.push(costs);
  }
  const ratios = (index: number): string =>
    quartiles(rounds.map((costs) => (costs[index] as number) / (costs[0] as number)));
  const withHook = median(rounds.map(([cost]) => cost as number)).toFixed(0);
  say(`| ${route} | ${withHook} | ${ratios(1)} | ${ratios(2)} |`);
}
await Promise.all(servers.map((server) => server.stop()));
