import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { controlListener } from '../../core/control/control-listener.ts';
import { FollowedClock } from '../../core/followed-clock.ts';
import { type HttpListener, listen } from '../../core/http-listener.ts';
import { WorldClock } from '../../core/world-clock.ts';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const HOST = '127.0.0.1';

type Closing<Parts> = Parts & AsyncDisposable;

function closing<Parts extends { readonly listener: HttpListener }>(parts: Parts): Closing<Parts> {
  return { ...parts, [Symbol.asyncDispose]: () => parts.listener.close() };
}

/** Who has the clock. `asked` counts the requests; each waits for `gate` once its answer is made. */
async function openHolder(port = 0) {
  const clock = new WorldClock({ start: START, rate: 0 });
  const holder = { asked: 0, gate: Promise.resolve() };
  const nextEvent = async (after: number) => after + 1;
  const answer = controlListener({
    ...{ host: HOST, services: ['s3'], reset: () => undefined, health: () => ({ status: 'ok' as const }) },
    clock: { clock, world: 'living', nextEvent },
  });
  const handler: RequestListener = async (request, response) => {
    holder.asked += 1;
    const now = clock.now();
    await holder.gate;
    if (request.method !== 'GET') return answer(request, response);
    return response.end(JSON.stringify({ now: new Date(now).toISOString(), rate: 0, world: 'living' }));
  };
  return closing({ listener: await listen('seed', handler, { host: HOST, port }), clock, holder });
}

/** Somebody who shows what time it is. */
async function openFollower(url: string) {
  const { now, catchUp } = new FollowedClock({ url, start: START });
  const show: RequestListener = (_request, response) => response.end(String(now()));
  const listener = await listen('api', show, { host: HOST, port: 0, clock: now, catchUp });
  const ask = async (path = '/people') => {
    const response = await fetch(`${listener.url}${path}`);
    const { status, headers } = response;
    return {
      status,
      date: headers.get('date'),
      code: headers.get('x-error-code'),
      text: await response.text(),
    };
  };
  return closing({ listener, ask, catchUp, now });
}

describe('replicas that follow a clock', () => {
  it('all show what an advance brought, by the time it returns', async () => {
    await using holder = await openHolder();
    await using one = await openFollower(holder.listener.url);
    await using other = await openFollower(holder.listener.url);
    for (let minute = 1; minute <= 20; minute += 1) {
      const to = new Date(START + minute * MINUTE);
      const moved = await fetch(`${holder.listener.url}/_playground/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance: '1m' }),
      });
      expect(moved.status).toBe(200);
      const expected = { status: 200, date: to.toUTCString(), text: String(to.getTime()) };
      expect(await Promise.all([one.ask(), other.ask()])).toMatchObject([expected, expected]);
    }
  });

  it('does not take an answer that was on its way before for one of now', async () => {
    await using holder = await openHolder();
    await using follower = await openFollower(holder.listener.url);
    let open = (): void => undefined;
    holder.holder.gate = new Promise((resolve) => {
      open = resolve;
    });
    const early = follower.catchUp();
    while (holder.holder.asked === 0) await new Promise(setImmediate);
    await holder.clock.advance(MINUTE);
    const late = follower.catchUp();
    open();
    await early;
    expect(follower.now()).toBe(START);
    await late;
    expect(follower.now()).toBe(START + MINUTE);
  });

  it('shares a question among all who wait', async () => {
    await using holder = await openHolder();
    await using follower = await openFollower(holder.listener.url);
    await Promise.all(Array.from({ length: 500 }, () => follower.catchUp()));
    expect(holder.holder.asked).toBeLessThanOrEqual(2);
  });
});

describe('a clock that does not answer', () => {
  it('has its followers refuse, by its name, until it answers again', async () => {
    const gone = await openHolder();
    await using follower = await openFollower(gone.listener.url);
    expect(await follower.ask()).toMatchObject({ status: 200 });
    await gone.listener.close();
    const refused = await follower.ask();
    expect(refused).toMatchObject({ status: 503, code: 'clock_unreachable' });
    expect(JSON.parse(refused.text)).toEqual({
      error: expect.stringContaining(`The clock does not answer at ${gone.listener.url}/_playground/clock: `),
    });
    // What is asked of the service itself needs no time.
    expect(await follower.ask('/_playground/health')).toMatchObject({ status: 200 });
    await using back = await openHolder(gone.listener.port);
    await back.clock.advance(MINUTE);
    expect(await follower.ask()).toMatchObject({ status: 200, text: String(START + MINUTE) });
  });

  it.each([
    ['no clock', 404, '{"error":"s3 has no clock of its own."}', 'it answered 404 {"error":"s3 has no clock'],
    ['a page', 200, '<html>', 'not valid JSON'],
    ['nothing', 200, '{}', 'it answered 200 {}'],
    ['no time', 200, '{"now":"soon"}', 'it answered 200 {"now":"soon"}'],
    ['another type', 200, '{"now":7}', 'it answered 200 {"now":7}'],
    ['null', 200, 'null', 'The clock does not answer'],
  ])('is one that says %s', async (_what, status, body, said) => {
    await using other = closing({
      listener: await listen('other', (_request, response) => void response.writeHead(status).end(body), {
        host: HOST,
        port: 0,
      }),
    });
    await using follower = await openFollower(other.listener.url);
    const { status: answered, text } = await follower.ask();
    expect([answered, text]).toEqual([503, expect.stringContaining(JSON.stringify(said).slice(1, -1))]);
    expect(follower.now()).toBe(START);
  });
});
