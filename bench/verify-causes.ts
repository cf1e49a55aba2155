/**
 * What it costs to find the causes of many wrong rows in a journal of many requests: by the processor time of all that `verify`
 * does, less what the same costs without a journal.
 *
 *     npx tsc --noEmit false --outDir .cache/bench; node .cache/bench/bench/verify-causes.js [ROWS] [REQUESTS]
 */

import type { Row } from '../fixtures/table.ts';
import { isoSeconds } from '../fixtures/timeline.ts';
import type { Asked } from '../verify/causes/asked.ts';
import { isLiving } from '../verify/causes/sql/stamp-and-key.ts';
import type { Destination, Found } from '../verify/destination.ts';
import type { VerifyReport } from '../verify/report/report.ts';
import { verify } from '../verify/verify.ts';
import { worldOf } from '../verify/world-options.ts';

const [wrongRows = 4000, requests = 400] = process.argv.slice(2).map(Number);
const PAGE = 50;
/** Most requests are those of the first sync; the second one asks for what is new. */
const LATER = Math.ceil(requests / 20);
const HOUR_MS = 3_600_000;
const BETWEEN_MS = 100;
const anchor = Date.UTC(2026, 0, 1);
const records = (requests - LATER) * PAGE;
const world = { seed: 42, records, anchor, postgresRows: 0, world: 'living' };
const people = worldOf(world).table('people');
const NAMES = ['id', 'name', 'email', 'address', 'company', 'job', 'createdAt', 'updatedAt'];

/** When so many rows have changed. */
function whenChanged(count: number): number {
  let at = anchor;
  while (people.countChanges(anchor, at) < count) at += HOUR_MS;
  return at;
}

/** Pages in the order of stamps, of all rows or of those with a stamp from an instant on; what is behind the end has no rows. */
function pages(first: number, count: number, begin: number, since?: number): readonly Asked[] {
  const query = since === undefined ? '' : `&updated_since=${isoSeconds(since)}`;
  return Array.from({ length: count }, (_, place): Asked => {
    const at = begin + place * BETWEEN_MS;
    const target = `/pagination/offset?limit=${PAGE}&offset=${place * PAGE}&order_by=updatedAt${query}`;
    const view = people.seenAt(at);
    if (!isLiving(view)) throw new Error('Nothing happens in this world.');
    const from = (since === undefined ? 0 : view.stampedBefore(since)) + place * PAGE;
    const last = Math.min(view.size, from + PAGE) - 1;
    return {
      ...{ number: first + place, at, receivedAt: at, service: 'api', operation: 'GET', target },
      ...{ route: 'pagination_offset', status: 200, errorCode: null, aborted: false, fault: null },
      rows: last < from ? null : { order: 'updatedAt', first: from, last },
      page: { isLast: place === count - 1, next: null },
    };
  });
}

function destinationOf(rows: readonly Row[]): Destination {
  const cells = rows.map((row) => NAMES.map((name) => row[name] as Found));
  return {
    ...{ name: 'rows', kind: 'memory' },
    tables: async () => [
      {
        ...{ name: 'people', columns: NAMES.map((name) => ({ name, type: 'VARCHAR' })), key: ['id'] },
        count: async () => cells.length,
        async *batches() {
          yield cells;
        },
      },
    ],
    async [Symbol.asyncDispose]() {},
  };
}

const later = whenChanged(wrongRows);
const first = pages(1, requests - LATER, anchor);
const everybody = [...people.rows(anchor)].map(({ values }) => values);
const ended = later + LATER * BETWEEN_MS;

/** What is wrong, by its rows and what was asked. */
const CASES: Readonly<Record<string, { readonly rows: readonly Row[]; readonly asked: readonly Asked[] }>> = {
  'a cursor beyond what was read': {
    rows: everybody,
    asked: [...first, ...pages(first.length + 1, LATER, later, later - 1000)],
  },
  'served and not written': {
    rows: [...people.rows(ended)].slice(wrongRows).map(({ values }) => values),
    asked: [...first, ...pages(first.length + 1, LATER, later, anchor)],
  },
};

/** Seconds of the processor. */
async function timed(work: () => Promise<VerifyReport>): Promise<readonly [number, VerifyReport]> {
  const began = process.cpuUsage();
  const report = await work();
  const { user, system } = process.cpuUsage(began);
  return [(user + system) / 1e6, report];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`${requests} requests`);
say('| case | wrong rows | s of a core | ms each | causes |');
say('|---|--:|--:|--:|---|');
for (const [name, { rows, asked }] of Object.entries(CASES)) {
  const window = { from: later, to: ended, instants: [later, ended] };
  const options = { world, now: ended, window };
  let wrong = 0;
  const [without] = await timed(() => verify(destinationOf(rows), { ...options, causes: [] }));
  const [seconds, { findings }] = await timed(() =>
    verify(destinationOf(rows), {
      ...options,
      journal: { entries: async () => asked },
      onDifference: () => {
        wrong += 1;
      },
    }),
  );
  const cost = seconds - without;
  const found = findings.map(({ count, kind, cause }) => `${count} ${kind}: ${cause}`).join(', ');
  say(`| ${name} | ${wrong} | ${cost.toFixed(1)} | ${((cost * 1000) / wrong).toFixed(2)} | ${found} |`);
}
