import { describe, expect, it } from '@jest/globals';
import type { Ability } from '../../../core/faults/ability.ts';
import type { Asked } from '../../../core/faults/asked.ts';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { shownMet } from '../../../core/faults/met.ts';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { WalkPages } from '../../../core/faults/walk-pages.ts';

const ABILITIES: Readonly<Record<string, Ability>> = {
  api: {
    effects: ['status', 'headers', 'latency', 'slow', 'reset', 'hang'],
    on: ['method', 'path', 'query'],
    routes: {
      paging: { about: 'people', on: ['page', 'since'], effects: ['short', 'empty'] },
      login: { about: 'token' },
    },
  },
  postgres: { effects: ['latency'], on: ['sql'], tcp: { name: 'postgres', effects: ['reset', 'slow'] } },
};

function planOf(...faults: readonly unknown[]): FaultPlan {
  const plan = new FaultPlan();
  for (const [service, ability] of Object.entries(ABILITIES)) plan.offer(service, ability);
  plan.add(...faults.map((fault, index) => parseFault(fault, `plan[${index}]`)));
  return plan;
}

function page(number: number, more: Partial<Asked> = {}): Asked {
  const query = new URLSearchParams({ page: String(number) });
  return {
    service: 'api',
    route: 'paging',
    about: 'people',
    method: 'GET',
    path: '/people',
    query,
    page: number,
    ...more,
  };
}

/** Which of these requests, in this order, meet something. */
function meetings(plan: FaultPlan, asked: readonly Asked[]): readonly string[] {
  return asked.map((one) => {
    const met = plan.meet(one);
    return met ? shownMet(met) : '-';
  });
}

const HIT = '1: status: 500';

describe('meets', () => {
  it.each<[string, Record<string, unknown>, readonly Asked[], readonly string[]]>([
    [
      'the first try of a page',
      { on: { page: 3 } },
      [page(1), page(3), page(3), page(4)],
      ['-', HIT, '-', '-'],
    ],
    ['so many tries', { on: { page: 3 }, times: 2 }, [page(3), page(3), page(3)], [HIT, HIT, '-']],
    ['all tries', { on: { page: 3 }, times: 'always' }, [page(3), page(3), page(3)], [HIT, HIT, HIT]],
    [
      'the first try of each request',
      { on: { route: 'people' } },
      [page(1), page(1), page(2), page(2)],
      [HIT, '-', HIT, '-'],
    ],
    ['the nth of all', { on: { route: 'people', nth: 2 } }, [page(1), page(1), page(1)], ['-', HIT, '-']],
    [
      'every second',
      { on: { route: 'people', every: 2 } },
      [page(1), page(1), page(1), page(1)],
      [HIT, '-', HIT, '-'],
    ],
    [
      'every second from the second',
      { on: { route: 'people', from: 2, every: 2 } },
      [page(1), page(1), page(1), page(1)],
      ['-', HIT, '-', HIT],
    ],
    [
      'all from the second',
      { on: { route: 'people', from: 2 } },
      [page(1), page(2), page(2)],
      ['-', HIT, HIT],
    ],
    [
      'a number of the journal',
      { on: { request: 7 } },
      [page(1, { number: 6 }), page(1, { number: 7 })],
      ['-', HIT],
    ],
    ['a route by its own name', { on: { route: 'pag*' } }, [page(1)], [HIT]],
    ['another route', { on: { route: 'login' } }, [page(1)], ['-']],
    ['a method', { on: { method: 'get' } }, [page(1), page(2, { method: 'POST' })], [HIT, '-']],
    ['a path', { on: { path: '/p*e' } }, [page(1), page(1, { path: '/other' })], [HIT, '-']],
    ['a parameter', { on: { query: { page: '2' } } }, [page(1), page(2)], ['-', HIT]],
    [
      'a parameter that is there',
      { on: { query: { page: 'any' } } },
      [page(1), page(1, { query: new URLSearchParams() })],
      [HIT, '-'],
    ],
    ['since', { on: { since: '2026*' } }, [page(1), page(1, { since: '2026-01-01' })], ['-', HIT]],
    ['no connection', { on: { service: 'api' } }, [page(1, { tcp: 'api' })], ['-']],
    [
      'what cannot have it',
      { on: { service: 'api', nth: 1 }, do: { short: 5 } },
      [{ service: 'api', route: 'login' }, page(1)],
      ['-', '1: short: 5'],
    ],
  ])('%s', (_what, fault, asked, expected) => {
    expect(meetings(planOf({ do: { status: 500 }, ...fault }), asked)).toEqual(expected);
  });

  it('a statement, whatever its case and white space', () => {
    const plan = planOf({ on: { sql: 'SELECT max*' }, do: { latency: '1s' } });
    const sql = ' select\n  MAX(id) from people';
    expect(meetings(plan, [{ service: 'postgres', sql }])).toEqual(['1: latency: 1000']);
  });

  it('the first connection to a service', () => {
    const plan = planOf({ on: { tcp: 'post*' }, do: 'reset' });
    const connection: Asked = { service: 'postgres', tcp: 'postgres' };
    expect(meetings(plan, [{ service: 'postgres', sql: 'x' }, connection, connection])).toEqual([
      '-',
      '1: reset',
      '-',
    ]);
  });
});

describe('of several entries', () => {
  it.each<[string, readonly unknown[], readonly string[]]>([
    ['those that say the same take turns', [{ status: 500 }, { status: 503 }], [HIT, '2: status: 503', '-']],
    [
      'those that exclude each other take turns',
      ['hang', { status: 503 }],
      ['1: hang', '2: status: 503', '-'],
    ],
    ['rows and an error take turns', [{ short: 5 }, { status: 503 }], ['1: short: 5', '2: status: 503', '-']],
    [
      'others happen together',
      [{ latency: '1s' }, { status: 503 }],
      ['1, 2: latency: 1000, status: 503', '-', '-'],
    ],
  ])('%s', (_what, effects, expected) => {
    const plan = planOf(...effects.map((one) => ({ on: { page: 1 }, do: one })));
    expect(meetings(plan, [page(1), page(1), page(1)])).toEqual(expected);
  });
});

/** The same walks, mixed as several askers at once mix them, each in its own order. */
function interleaved(askers: number, seed: number): readonly Asked[] {
  const walks = Array.from({ length: askers }, (_, asker) =>
    [1, 2, 3, 3, 4].map((number) => page(number, { path: `/slice/${asker % 4}` })),
  );
  const order: Asked[] = [];
  let random = seed;
  while (walks.some(({ length }) => length > 0)) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    const left = walks.filter(({ length }) => length > 0);
    order.push((left[random % left.length] as Asked[]).shift() as Asked);
  }
  return order;
}

it.each([1, 4, 16])('%i askers at once meet the same, however they are mixed', (askers) => {
  const found = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const plan = planOf(
      { on: { page: 3 }, do: { status: 500 } },
      { on: { path: '/slice/1', page: 2 }, do: { status: 503 }, times: 2 },
    );
    const met = interleaved(askers, seed).map((asked) => [asked, plan.meet(asked)] as const);
    return met
      .flatMap(([{ path, page: number }, one]) => (one ? [`${path} ${number} ${shownMet(one)}`] : []))
      .sort();
  });
  expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(found[0]?.length).toBeGreaterThan(0);
});

describe('add', () => {
  it.each<[unknown, string]>([
    [
      { on: { service: 'redshift' }, do: 'reset' },
      "No service 'redshift' can have faults here. There is: api, postgres.",
    ],
    [{ on: { route: 'peopel' }, do: 'reset' }, "There is no route 'peopel' here. There is: people"],
    [{ on: { route: 'login' }, do: { short: 5 } }, "api's login cannot do 'short'. There is: status,"],
    [{ on: { route: 'login', page: 3 }, do: 'reset' }, "api's login does not know 'on: page'."],
    [{ on: { service: 'api' }, do: { stale: '5s' } }, "cannot do 'stale'"],
    [
      { on: { service: 'postgres' }, do: { status: 500 } },
      "The service postgres cannot do 'status'. There is: latency",
    ],
    [{ on: { tcp: 'api' }, do: 'reset' }, "No connection to 'api' can have faults here. There is: postgres."],
    [
      { on: { tcp: 'postgres' }, do: { status: 500 } },
      "The service postgres cannot do 'status'. There is: reset",
    ],
    [{ on: { object: 'a' }, do: 'reset' }, "does not know 'on: object'"],
    [{ on: { route: 'people' }, do: { clock: '5s' } }, "'clock' needs the world's clock"],
    [{ on: { route: 'people' }, after: 'kill' }, "'kill' needs a connector that the playground runs"],
  ])('refuses by name %j', (fault, message) => {
    expect(() => planOf(fault)).toThrow(
      expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });

  it('takes all of a list or nothing', () => {
    const plan = planOf();
    const good = parseFault({ on: { page: 1 }, do: 'reset' }, 'a');
    const bad = parseFault({ on: { tcp: 'api' }, do: 'reset' }, 'b');
    expect(() => plan.add(good, bad)).toThrow();
    expect([plan.isEmpty, plan.list()]).toEqual([true, []]);
  });
});

it('lists what it has, takes it out, and begins again', () => {
  const plan = planOf({ on: { page: 1 }, do: 'reset' }, { on: { page: 2 }, do: 'hang' });
  meetings(plan, [page(1), page(1)]);
  expect(plan.list().map(({ id, fired }) => [id, fired])).toEqual([
    [1, 1],
    [2, 0],
  ]);
  plan.beginAgain();
  expect(meetings(plan, [page(1)])).toEqual(['1: reset']);
  expect([plan.clear(7), plan.clear(1), plan.list().map(({ id }) => id)]).toEqual([false, true, [2]]);
  expect([plan.clear(), plan.clear(), plan.isEmpty]).toEqual([true, false, true]);
  const [again] = plan.add(parseFault({ on: { page: 1 }, do: 'reset' }, 'a'));
  expect(again?.id).toBe(3);
});

it('knows the pages of a walk by their cursors', () => {
  const pages = new WalkPages();
  expect([pages.pageOf('/a', undefined), pages.pageOf('/a', 'unknown')]).toEqual([1, undefined]);
  pages.leadsOn('/a', 1, 'c1');
  pages.leadsOn('/a', 2, 'c2');
  pages.leadsOn('/a', undefined, 'c3');
  expect(['c1', 'c2', 'c3'].map((cursor) => pages.pageOf('/a', cursor))).toEqual([2, 3, undefined]);
  expect(pages.pageOf('/b', 'c1')).toBeUndefined();
});
