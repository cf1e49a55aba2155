import { expect, it } from '@jest/globals';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { parseFault } from '../../core/faults/parse-fault.ts';
import { ACME, type Answer, startSource } from './start-source.ts';

const ids = ({ body }: Answer): readonly string[] => body.data.map(({ id }: { id: string }) => id);

/** What a client sees on the second page of a walk whose plan has one entry for it. */
const EFFECTS: readonly (readonly [effect: unknown, seen: (page: Answer, calm: Answer) => boolean])[] = [
  [{ status: 500 }, ({ status, body }) => status === 500 && body.error.code === 'planned_fault'],
  [{ empty: true }, (page) => ids(page).length === 0 && page.body.next !== null],
  [{ short: 3 }, (page, calm) => `${ids(page)}` === `${ids(calm).slice(0, 3)}`],
  [{ duplicate: true }, (page, calm) => `${ids(page)}` === `${ids(calm).flatMap((id) => [id, id])}`],
  [
    { shuffle: true },
    (page, calm) =>
      `${ids(page)}` !== `${ids(calm)}` && `${ids(page).toSorted()}` === `${ids(calm).toSorted()}`,
  ],
  [{ cap: 15 }, (page, calm) => `${ids(page)}` === `${ids(calm).slice(0, 5)}` && page.body.next === null],
  [{ next: 'none' }, ({ body }) => body.next === null && body.more === false],
  [{ expire: 'scroll' }, ({ status, body }) => status === 410 && body.error.code === 'expired_cursor'],
  [{ expire: 'token' }, ({ status, body }) => status === 401 && body.error.code === 'unauthorized'],
];

it.each(EFFECTS)('a plan does %j to the second page of a list, once', async (effect, seen) => {
  const faults = new FaultPlan();
  await using source = await startSource(ACME, { faults });
  const { body } = await source.get('/v1/customers');
  const second = `/v1/customers?page_token=${body.next}`;
  const calm = await source.get(second);
  faults.add(parseFault({ on: { route: 'acme.customers', page: 2 }, do: effect }, 'plan[0]'));
  const spoiled = await source.get(second);
  expect([seen(spoiled, calm), seen(calm, calm)]).toEqual([true, false]);
  expect((await source.gateway.journal()).at(-1)?.fault).toMatch(/^1: /);
  expect(await source.get(second)).toMatchObject({ status: 200, body: calm.body });
});

it('leads to the same page, and back to the right one', async () => {
  const faults = new FaultPlan();
  await using source = await startSource(ACME, { faults });
  const { body } = await source.get('/v1/customers');
  faults.add(parseFault({ on: { route: 'customers', page: 2 }, do: { next: 'same' } }, 'plan[0]'));
  const spoiled = await source.get(`/v1/customers?page_token=${body.next}`);
  expect(spoiled.body.next).toBe(body.next);
});

it('shows a list as it was some time ago', async () => {
  const faults = new FaultPlan();
  await using source = await startSource(ACME, { faults });
  const before = await source.get('/v1/customers?limit=50&updated_since=2025-12-31T23:00:00Z');
  source.time.now += 3_600_000;
  faults.add(parseFault({ on: { route: 'acme.customers', since: 'any' }, do: { stale: '1h' } }, 'plan[0]'));
  const stale = await source.get('/v1/customers?limit=50&updated_since=2025-12-31T23:00:00Z');
  const now = await source.get('/v1/customers?limit=50&updated_since=2025-12-31T23:00:00Z');
  expect(ids(stale)).toEqual(ids(before));
  expect(ids(now)).not.toEqual(ids(before));
});

it('refuses what a list cannot be made to do, and names a list that there is not', () => {
  const faults = new FaultPlan();
  expect.assertions(1);
  return startSource(ACME, { faults }).then(async (source) => {
    await using _ = source;
    expect(() =>
      faults.add(parseFault({ on: { route: 'acme.customer' }, do: { empty: true } }, 'plan[0]')),
    ).toThrow(/acme\.customers/);
  });
});
