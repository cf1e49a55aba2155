import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createPlayground } from '../playground/index.ts';

/**
 * What further worlds cost: memory of the process before and after so many are made, each of which has answered at all of
 * its services, and how long it takes to make one. Run it with `node --expose-gc`.
 */
const { values } = parseArgs({
  options: { worlds: { type: 'string', default: '100' }, preset: { type: 'string', default: 'living' } },
});
const count = Number(values.worlds);
const MEGABYTE = 1_000_000;

const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('Run it with node --expose-gc.');

function memory(): { readonly rss: number; readonly heap: number } {
  for (let turn = 0; turn < 3; turn += 1) collect?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

const services = ['api', 's3', 'gateway'] as const;
await using playground = await createPlayground({ services });

async function make(name: string): Promise<number> {
  const startedAt = performance.now();
  const { endpoints } = await playground.world(name, { preset: values.preset, seed: name.length });
  const took = performance.now() - startedAt;
  const urls = [`${endpoints.api.url}/pagination/keyset`, endpoints.s3.url, endpoints.gateway.url];
  for (const url of urls) await (await fetch(url)).arrayBuffer();
  return took;
}

// What the first world loads is not of any world.
await make('first');
const before = memory();
const times: number[] = [];
for (let index = 0; index < count; index += 1) times.push(await make(`w${index}`));
const after = memory();
times.sort((one, other) => one - other);
const perWorld = (bytes: number): string =>
  `${(bytes / MEGABYTE).toFixed(1)} MB, ${(bytes / count / 1000).toFixed(0)} kB each`;
report(`${count} worlds (${values.preset}) with ${services.join(', ')}`);
report(`RSS  ${perWorld(after.rss - before.rss)}`);
report(`heap ${perWorld(after.heap - before.heap)}`);
report(`made in ${times[count >> 1]?.toFixed(0)} ms (median), ${times.at(-1)?.toFixed(0)} ms (slowest)`);
const deleting = performance.now();
for (const world of playground.worlds()) await world.delete();
const gone = memory();
report(
  `deleted in ${((performance.now() - deleting) / count).toFixed(0)} ms each; then RSS ${perWorld(gone.rss - before.rss)}`,
);
