import { expect, it } from '@jest/globals';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { listen } from '../../../core/http-listener.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { endingOf, outcomeOf } from '../../support/http-outcome.ts';
import { planOf, serviceWith } from './faulty-service.ts';

it('a stop ends a hanging connection', async () => {
  const own = planOf({ on: { path: '/json' }, do: 'hang' });
  const { url, close } = await listen('test', serviceWith(own), { host: '127.0.0.1', port: 0, graceMs: 10 });
  const hanging = outcomeOf(`${url}/json`);
  await waitUntil('the fault', () => own.list()[0]?.fired === 1);
  await close();
  expect(await hanging).toMatchObject({ status: undefined, error: 'ECONNRESET' });
});

it('the clock moves before an answer, or before its last byte', async () => {
  const own = planOf();
  let now = 0;
  own.own({
    clock: async (ms) => {
      now += ms;
    },
  });
  own.add(
    parseFault({ on: { path: '/json', nth: 1 }, do: { clock: '+20s' } }, 'plan[0]'),
    parseFault({ on: { path: '/json', nth: 2 }, after: { clock: '5s' } }, 'plan[1]'),
  );
  const seen: number[] = [];
  const service = serviceWith(own);
  const { url, close } = await listen('test', service, { host: '127.0.0.1', port: 0 });
  for (let turn = 0; turn < 2; turn += 1) {
    await outcomeOf(`${url}/json`);
    seen.push(now);
  }
  expect(seen).toEqual([20_000, 25_000]);
  await close();
});

it('whoever can end the connector is told', async () => {
  const own = planOf();
  const fault = parseFault({ on: { path: '/json' }, after: 'kill' }, 'plan[0]');
  expect(() => own.add(fault)).toThrow("'kill' needs a connector that the playground runs.");
  let killed = 0;
  own.own({
    kill: () => {
      killed += 1;
    },
  });
  own.add(fault);
  const { url, close } = await listen('test', serviceWith(own), { host: '127.0.0.1', port: 0 });
  expect((await outcomeOf(`${url}/json`)).status).toBe(200);
  await waitUntil('the end of the connector', () => killed === 1);
  await close();
});

it('a date in a header is so long after that of the answer', async () => {
  const own = planOf({ on: { path: '/json' }, do: { status: 429, headers: { 'Retry-After': '{now+90s}' } } });
  const { url, close } = await listen('test', serviceWith(own), { host: '127.0.0.1', port: 0 });
  const { headers } = await outcomeOf(`${url}/json`);
  await close();
  const [from, until] = [headers.date, headers['retry-after']].map((date) => Date.parse(String(date)));
  expect(Math.abs((until as number) - (from as number) - 90_000)).toBeLessThanOrEqual(1000);
});

it.each([
  ['reset', 'reset'],
  [{ cut: 100, reset: true }, 'reset'],
  [{ cut: 0, reset: true }, 'reset'],
  [{ cut: 100 }, 'end'],
  [{ length: 'wrong' }, 'end'],
])('a connection with %j ends with %s', async (effects, ending) => {
  const own = planOf({ on: { path: '/json' }, do: effects });
  const { url, close } = await listen('test', serviceWith(own), { host: '127.0.0.1', port: 0 });
  expect(await endingOf(url, '/json')).toBe(ending);
  await close();
});
