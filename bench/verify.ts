/**
 * How many rows of `people` are compared in a second of one core, and in how much memory, without what reading costs.
 *
 *     npx tsc --noEmit false --outDir .cache/bench; node .cache/bench/bench/verify.js [ROWS] [WORLD]
 */
import type { Found } from '../verify/destination.ts';
import { verify } from '../verify/verify.ts';
import { worldOf } from '../verify/world-options.ts';

const [rows = '200000', life = 'still'] = process.argv.slice(2);
const anchor = Date.UTC(2026, 0, 1);
const world = { seed: 42, records: Number(rows), anchor, postgresRows: 0, world: life };
const view = worldOf(world).table('people').seenAt(anchor);
const BATCH = 2000;
const NAMES = ['id', 'name', 'email', 'address', 'company', 'job', 'createdAt', 'updatedAt'];

/** What a reader costs is not counted: the rows are made anew, and the time for that is taken off. */
async function* batches(): AsyncGenerator<Found[][]> {
  for (let from = 0; from < view.size; from += BATCH) {
    const began = process.cpuUsage();
    const batch = view.rows(from, BATCH).map(({ values }) => NAMES.map((name) => values[name] as Found));
    const { user, system } = process.cpuUsage(began);
    making += user + system;
    yield batch;
  }
}

let making = 0;
const began = process.cpuUsage();
const report = await verify(
  {
    name: 'rows',
    kind: 'ndjson',
    tables: async () => [
      {
        name: 'people',
        columns: NAMES.map((name) => ({ name, type: 'VARCHAR' })),
        key: ['id'],
        count: async () => view.size,
        batches,
      },
    ],
    async [Symbol.asyncDispose]() {},
  },
  { world, now: anchor, window: { from: anchor, to: anchor, instants: [] } },
);
const { user, system } = process.cpuUsage(began);
const seconds = (user + system - making) / 1e6;
process.stdout.write(
  `${report.result}: ${view.size} rows in ${seconds.toFixed(2)} s of a core, ${Math.round(view.size / seconds)} rows/s, ` +
    `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`,
);
