import { expect, it } from '@jest/globals';
import { createPlayground, type WrittenFault } from '../../playground/index.ts';

async function statuses(url: string, times: number): Promise<readonly number[]> {
  const found = [];
  for (let turn = 0; turn < times; turn += 1) found.push((await fetch(`${url}/pagination/offset`)).status);
  return found;
}

it('a fault ends with its scope, and tells how often it happened', async () => {
  await using playground = await createPlayground({ services: ['api'] });
  const { url } = playground.endpoints.api;
  let outage: Awaited<ReturnType<typeof playground.fault>>;
  {
    await using scope = await playground.fault({
      on: { route: 'people' },
      do: { status: 503 },
      times: 'always',
    });
    outage = scope;
    expect(await statuses(url, 2)).toEqual([503, 503]);
  }
  expect(await statuses(url, 1)).toEqual([200]);
  expect([outage.faults[0]?.fired, playground.faults.list()]).toEqual([2, []]);
});

it('faults from the start, in the words in which they are listed; a reset counts anew', async () => {
  const faults = [{ on: { route: 'people', page: 1 }, do: { status: 500, latency: '10ms' } }];
  await using playground = await createPlayground({ services: ['api'], faults });
  const { url } = playground.endpoints.api;
  expect(await statuses(url, 2)).toEqual([500, 200]);
  const planned = { ...faults[0], id: 1, fired: 1 };
  expect(playground.faults.list()).toEqual([planned]);
  await playground.reset('api');
  expect(await statuses(url, 1)).toEqual([200]);
  await playground.reset();
  expect(await statuses(url, 2)).toEqual([500, 200]);
  expect([playground.faults.clear(1), playground.faults.clear(1)]).toEqual([true, false]);
});

it('moves the clock of its world, before the answer and before the next request', async () => {
  await using playground = await createPlayground({ services: ['api'], world: 'living', clockRate: 0 });
  const begin = playground.clock.now().getTime();
  playground.faults.add(
    { on: { route: 'people', nth: 1 }, do: { clock: '+20s' } },
    { on: { route: 'people', nth: 2 }, after: { clock: '5s' } },
  );
  const dates = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await statuses(playground.endpoints.api.url, 1);
    dates.push(playground.clock.now().getTime() - begin);
  }
  expect(dates).toEqual([20_000, 25_000, 25_000]);
});

it('each world has a plan of its own', async () => {
  const faults = [{ on: { route: 'people' }, do: { status: 500 }, times: 'always' as const }];
  await using playground = await createPlayground({ services: ['api'], faults });
  await using world = await playground.world('w1', { services: ['api'] });
  expect(await statuses(world.endpoints.api.url, 1)).toEqual([200]);
  world.faults.add({ on: { route: 'people' }, do: { status: 404 } });
  expect(await statuses(world.endpoints.api.url, 1)).toEqual([404]);
  expect(await statuses(playground.endpoints.api.url, 1)).toEqual([500]);
});

it.each([
  [{ on: { tcp: 'api' }, do: 'reset' }, "No connection to 'api' can have faults here."],
  [{ on: { route: 'people' }, do: { statsu: 500 } }, "faults[0].do has an unknown property 'statsu'."],
])('%j is refused before anything is started, or when it is', async (fault, message) => {
  const start = async (): Promise<unknown> =>
    createPlayground({ services: ['api'], faults: [fault as WrittenFault] });
  await expect(start()).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining(message),
  });
});
