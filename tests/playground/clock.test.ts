import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataset, World } from '../../fixtures/index.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';

const ANCHOR = '2026-01-01T00:00:00.000Z';
let playground: Playground<'api' | 'gateway'>;

beforeAll(async () => {
  playground = await createPlayground({ services: ['api', 'gateway'], world: 'living' });
});
afterAll(() => playground.stop());

/** A request for the clock's page, and what it is answered. */
async function ask(body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${playground.controlUrl}/_playground/clock`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const { headers: answered, status } = response;
  return {
    status,
    code: answered.get('x-error-code'),
    type: answered.get('content-type'),
    text: await response.text(),
  };
}

async function clock(): Promise<unknown> {
  return JSON.parse((await ask()).text);
}

/** Every test begins at the anchor. */
async function beginAgain(): Promise<void> {
  await fetch(`${playground.controlUrl}/_playground/reset`, { method: 'POST' });
}

describe('the clock of a living world, over the wire', () => {
  it.each([
    [{ advance: '5m' }, '2026-01-01T00:05:00.000Z', 0],
    [{ advance: '1h30m250ms' }, '2026-01-01T01:30:00.250Z', 0],
    [{ advance: '0s' }, ANCHOR, 0],
    [{ to: '2026-01-01T03:00:00Z' }, '2026-01-01T03:00:00.000Z', 0],
    [{ to: '2026-01-01T05:00+02:00' }, '2026-01-01T03:00:00.000Z', 0],
    [{ to: '2026-02-01' }, '2026-02-01T00:00:00.000Z', 0],
    [{ rate: 0 }, ANCHOR, 0],
  ])('is told %j', async (order, now, rate) => {
    await beginAgain();
    expect(await clock()).toEqual({ now: ANCHOR, rate: 0, world: 'living' });
    const { status, type, text } = await ask(order);
    const expected = { now, rate, world: 'living' };
    expect([status, type, JSON.parse(text)]).toEqual([200, 'application/json; charset=utf-8', expected]);
    expect(await clock()).toEqual(expected);
  });

  it.each([
    ['', 'bad_clock_order', 'It is empty.'],
    ['no JSON', 'bad_clock_order', "It is 'no JSON'."],
    ['[]', 'bad_clock_order', "It is '[]'."],
    ['null', 'bad_clock_order', "It is 'null'."],
    [{}, 'bad_clock_order', 'It says nothing.'],
    [{ advance: '5m', to: ANCHOR }, 'bad_clock_order', 'It says advance and to.'],
    [{ back: '5m' }, 'bad_clock_order', "It says 'back'."],
    [{ advance: 5 }, 'bad_clock_order', "'advance' is 5."],
    [{ advance: '5 minutes' }, 'bad_clock_order', "'5 minutes' is not a duration."],
    [{ advance: '-5m' }, 'bad_clock_order', "'-5m' is not a duration."],
    [{ to: 'noon' }, 'bad_clock_order', '\'to\' is "noon".'],
    [{ to: '2026-01-01T03:00' }, 'bad_clock_order', '\'to\' is "2026-01-01T03:00".'],
    [{ to: '2026-13-01' }, 'bad_clock_order', '\'to\' is "2026-13-01".'],
    [{ next: false }, 'bad_clock_order', "'next' is false."],
    [{ rate: '60' }, 'bad_clock_order', '\'rate\' is "60".'],
    [{ to: '2025-12-31T23:59:59Z' }, 'cannot_move_clock', 'cannot go back (to 2025-12-31T23:59:59.000Z'],
    [{ rate: -1 }, 'cannot_move_clock', 'cannot run at -1'],
    [{ rate: 1e7 }, 'cannot_move_clock', 'cannot run at 10000000'],
    [{ advance: '9000000d' }, 'cannot_move_clock', 'ends with the year 9999'],
    [{ advance: `${'9'.repeat(15)}d` }, 'cannot_move_clock', 'ends with the year 9999'],
  ])('refuses %j', async (order, code, message) => {
    await beginAgain();
    for (const headers of [{}, { Accept: 'application/x-ndjson' }]) {
      const answer = await ask(order, headers);
      expect([answer.status, answer.code, JSON.parse(answer.text).error]).toEqual([
        400,
        code,
        expect.stringContaining(message),
      ]);
    }
    expect(await clock()).toEqual({ now: ANCHOR, rate: 0, world: 'living' });
  });

  it('goes on to whatever happens next, again and again', async () => {
    await beginAgain();
    const times = [ANCHOR];
    for (let step = 0; step < 3; step += 1) times.push(JSON.parse((await ask({ next: true })).text).now);
    expect(times).toEqual([...new Set(times)].sort());
    const world = new World(createDataset({ world: 'living' }));
    for (const [step, now] of times.slice(1).entries()) {
      const [from, to] = [Date.parse(times[step] as string), Date.parse(now)];
      const happens = (until: number) =>
        world.tables.reduce((sum, table) => sum + table.countChanges(from, until), 0);
      expect([happens(to - 1), happens(to) > 0]).toEqual([0, true]);
    }
  });

  it('tells how far it is, line by line, to whoever takes lines', async () => {
    await beginAgain();
    const { status, type, text } = await ask({ advance: '5m' }, { Accept: 'application/x-ndjson' });
    expect([status, type]).toEqual([200, 'application/x-ndjson']);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(0)).toEqual({ done: 0, total: expect.any(Number) });
    expect(lines.at(-1)).toEqual({ now: '2026-01-01T00:05:00.000Z', rate: 0, world: 'living' });
  });

  it.each([
    ['PUT', '', 405, 'method_not_allowed', 'Use GET, POST'],
    ['GET', '?at=now', 400, 'unexpected_parameter', 'at. There are none here.'],
    ['POST', '?advance=5m', 400, 'unexpected_parameter', 'advance. There are none here.'],
  ])('refuses %s %s', async (method, query, status, code, message) => {
    const response = await fetch(`${playground.controlUrl}/_playground/clock${query}`, { method });
    expect([response.status, response.headers.get('x-error-code'), await response.text()]).toEqual([
      status,
      code,
      expect.stringContaining(message),
    ]);
  });

  it('takes no body that is too large', async () => {
    const answer = await ask(`{"advance": "5m"${' '.repeat(5000)}}`);
    expect([answer.status, answer.code]).toEqual([413, 'body_too_large']);
  });

  it('is not for pages of others', async () => {
    const answer = await ask({ advance: '5m' }, { Origin: 'http://localhost:3000' });
    expect([answer.status, answer.code]).toEqual([403, 'foreign_origin']);
  });

  it('is not kept by a service', async () => {
    const response = await fetch(`${playground.endpoints.gateway.url}/_playground/clock`);
    expect([response.status, response.headers.get('x-error-code')]).toEqual([404, 'no_clock']);
  });
});

describe('the clock of a playground', () => {
  it('is moved in Node.js', async () => {
    await playground.reset();
    expect(playground.clock.now()).toEqual(new Date(ANCHOR));
    expect(await playground.clock.advance('5m')).toEqual(new Date('2026-01-01T00:05:00Z'));
    expect(await playground.clock.advance(1500)).toEqual(new Date('2026-01-01T00:05:01.500Z'));
    expect(await playground.clock.moveTo('2026-01-01T01:00:00Z')).toEqual(new Date('2026-01-01T01:00:00Z'));
    expect(await playground.clock.moveTo(new Date('2026-01-02'))).toEqual(new Date('2026-01-02'));
    playground.clock.run(60);
    expect(playground.clock.rate).toBe(60);
    await playground.reset();
    expect([playground.clock.now(), playground.clock.rate]).toEqual([new Date(ANCHOR), 0]);
  });

  it.each([
    [() => playground.clock.advance('soon'), "'soon' is not a duration"],
    [() => playground.clock.advance(-1), 'cannot go back'],
    [() => playground.clock.advance(Number.NaN), 'cannot go back'],
    [() => playground.clock.moveTo('noon'), "'noon' is not an instant"],
    [() => playground.clock.moveTo(new Date(0)), 'cannot go back'],
    [async () => playground.clock.run(-1), 'cannot run at -1'],
  ])('refuses what makes no sense: %s', async (move, message) => {
    await expect(move()).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(message),
    });
  });

  it('begins again when all is reset, and not when one service is', async () => {
    await playground.reset();
    await playground.clock.advance('1h');
    await playground.reset('api');
    expect(playground.clock.now()).toEqual(new Date('2026-01-01T01:00:00Z'));
    await playground.reset();
    expect(playground.clock.now()).toEqual(new Date(ANCHOR));
  });
});

describe('a playground', () => {
  const REAL = Date.UTC(2030, 0, 1);

  it.each([
    [{}, '2030-01-01T00:00:10.000Z', 1],
    [{ clockRate: 60 }, '2030-01-01T00:10:00.000Z', 60],
    [{ clockRate: 0 }, '2030-01-01T00:00:00.000Z', 0],
    [{ anchor: '2020-01-01' }, '2030-01-01T00:00:10.000Z', 1],
    [{ world: 'living' }, ANCHOR, 0],
    [{ world: 'living', clockRate: 60 }, '2026-01-01T00:10:00.000Z', 60],
    [{ world: 'living', anchor: '2020-01-01' }, '2020-01-01T00:00:00.000Z', 0],
    [{ world: 'living', anchor: 'now' }, '2030-01-01T00:00:00.000Z', 0],
  ] as const)('of %j has the clock %s after ten seconds', async (options, now, rate) => {
    let real = REAL;
    await using one = await createPlayground({ services: ['gateway'], ...options, clock: () => real });
    real += 10_000;
    expect([one.clock.now().toISOString(), one.clock.rate]).toEqual([now, rate]);
  });

  it.each([
    [{ world: 'lively' }, "There is no world 'lively'; there are still and living"],
    [{ world: 'living+never' }, "There is no 'never' for the world 'living+never'"],
    [{ clockRate: -1 }, 'cannot run at -1'],
    [{ clockRate: Number.NaN }, 'cannot run at NaN'],
  ])('of %j is refused', async (options, message) => {
    const made = async () => createPlayground({ services: ['gateway'], ...options });
    await expect(made()).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(message),
    });
  });

  it('has nothing that happens next in a still world', async () => {
    await using still = await createPlayground({ services: ['gateway'] });
    await expect(still.clock.next()).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringMatching(/Nothing happens after .*--world living/),
    });
  });
});
