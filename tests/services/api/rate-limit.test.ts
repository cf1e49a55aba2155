import { describe, expect, it } from '@jest/globals';
import { startApi } from '../../support/start-api.ts';

const PATH = '/pagination/offset';
const NAMES = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Retry-After'];

/** An API that lets bursts of three through and one every two seconds, and owns its time. */
async function startLimited() {
  let now = Date.UTC(2026, 0, 1);
  const api = await startApi({ rateLimit: { capacity: 3, refillPerSecond: 0.5 }, clock: () => now });
  return {
    api,
    pass: (ms: number): void => {
      now += ms;
    },
    /** Status, then limit, remaining, reset and retry-after as sent. */
    ask: async (path = PATH): Promise<unknown[]> => {
      const { status, headers } = await api.get(path);
      return [status, ...NAMES.map((name) => headers.get(name))];
    },
    [Symbol.asyncDispose]: () => api.stop(),
  };
}

describe('the rate limit', () => {
  it('counts down, refuses, and lets through again as time passes', async () => {
    await using limited = await startLimited();
    const { ask, pass } = limited;
    expect(await ask()).toEqual([200, '3', '2', '2', null]);
    expect(await ask()).toEqual([200, '3', '1', '4', null]);
    expect(await ask()).toEqual([200, '3', '0', '6', null]);
    expect(await ask()).toEqual([429, '3', '0', '6', '2']);
    pass(1500);
    expect(await ask()).toEqual([429, '3', '0', '5', '1']);
    pass(500);
    expect(await ask()).toEqual([200, '3', '0', '6', null]);
    pass(3_600_000);
    expect(await ask()).toEqual([200, '3', '2', '2', null]);
  });

  it('says so in the words of the original', async () => {
    await using limited = await startLimited();
    for (let request = 0; request < 3; request += 1) await limited.ask();
    const answer = await limited.api.get(PATH);
    expect([answer.status, answer.json()]).toEqual([429, { error: 'Rate limit exceeded' }]);
    expect(answer.headers.get('x-error-code')).toBe('rate_limit_exceeded');
  });

  it('is the same for every endpoint, wrong requests and unknown paths count too', async () => {
    await using limited = await startLimited();
    await limited.ask('/cursors/companies');
    await limited.ask(`${PATH}?limit=0`);
    expect((await limited.api.get('/no/such/path')).status).toBe(404);
    expect((await limited.ask())[0]).toBe(429);
  });

  it.each(['/_playground/health', '/_playground/journal', '/docs'])('leaves %s free', async (path) => {
    await using limited = await startLimited();
    for (let request = 0; request < 5; request += 1) {
      expect(await limited.ask(path)).toEqual([200, null, null, null, null]);
    }
    expect((await limited.ask())[2]).toBe('2');
  });

  it('does not suffer from a clock that is set back', async () => {
    await using limited = await startLimited();
    for (let request = 0; request < 3; request += 1) await limited.ask();
    limited.pass(-3_600_000);
    expect((await limited.ask())[0]).toBe(429);
    limited.pass(2000);
    expect((await limited.ask())[0]).toBe(200);
  });

  it('is full again after a reset', async () => {
    await using limited = await startLimited();
    for (let request = 0; request < 4; request += 1) await limited.ask();
    await limited.api.get('/_playground/reset', { method: 'POST' });
    expect((await limited.ask())[2]).toBe('2');
  });

  it('is off unless asked for', async () => {
    await using api = await startApi();
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.get(PATH)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers[0]?.headers.has('x-ratelimit-limit')).toBe(false);
  });
});
