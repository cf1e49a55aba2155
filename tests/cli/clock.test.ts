import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import { clockProgress } from '../../cli/clock-progress.ts';
import { run } from '../../cli/program.ts';
import { moveClock } from '../../playground/clock/remote-clock.ts';
import { saidBy } from '../support/said-by.ts';
import { type TestTerminal, testTerminal } from '../support/test-terminal.ts';

const ANCHOR = '2026-01-01T00:00:00.000Z';
const STILL = '(living world; the clock stands still)';
let playground: Playground;
let folder: TestTerminal;

beforeAll(async () => {
  folder = await testTerminal();
  playground = (await createPlayground({
    services: ['gateway'],
    world: 'living',
    directory: `${folder.directory}/.playground`,
  })) as unknown as Playground;
});
afterAll(async () => {
  await playground.stop();
  await folder[Symbol.asyncDispose]();
});

/** What the command says in the folder of the playground. */
function said(...argv: readonly string[]) {
  return saidBy(argv, folder.directory);
}

describe('playground clock', () => {
  it.each([
    [['clock'], `${ANCHOR}  ${STILL}\n`],
    [['clock', 'show'], `${ANCHOR}  ${STILL}\n`],
    [['clock', 'advance', '5m'], `2026-01-01T00:05:00.000Z  ${STILL}\n`],
    [['clock', 'to', '2026-01-01T03:00:00Z'], `2026-01-01T03:00:00.000Z  ${STILL}\n`],
    [['clock', '--json'], `{"now":"${ANCHOR}","rate":0,"world":"living"}\n`],
    [['clock', 'show', '--json'], `{"now":"${ANCHOR}","rate":0,"world":"living"}\n`],
    [['clock', '--json', 'advance', '1s'], '{"now":"2026-01-01T00:00:01.000Z","rate":0,"world":"living"}\n'],
    [['clock', 'advance', '1s', '--json'], '{"now":"2026-01-01T00:00:01.000Z","rate":0,"world":"living"}\n'],
    [['clock', 'run', '--rate', '0'], `${ANCHOR}  ${STILL}\n`],
  ])('%j', async (argv, output) => {
    await playground.reset();
    expect(await said(...argv)).toEqual({ code: 0, output: expect.stringContaining(output), errors: '' });
  });

  it('lets it run', async () => {
    await playground.reset();
    expect((await said('clock', 'run', '--rate', '60')).output).toContain(
      'the clock runs at 60 times real time',
    );
    expect(playground.clock.rate).toBe(60);
    expect((await said('clock', 'run', '--rate', '1')).output).toContain('the clock runs in real time');
  });

  it.each([
    [['clock', 'advance', 'soon'], "'soon' is not a duration"],
    [['clock', 'advance'], "missing required argument 'duration'"],
    [['clock', 'to', 'noon'], '\'to\' is "noon"'],
    [['clock', 'to', '2020-01-01'], 'The clock cannot go back'],
    [['clock', 'run'], '--rate <number>'],
    [['clock', 'run', '--rate', 'fast'], 'It must be a number from 0 to 1000000.'],
    [['clock', 'back'], "too many arguments for 'clock'. Expected 0 arguments but got 1."],
  ])('%j is refused', async (argv, errors) => {
    await playground.reset();
    expect(await said(...argv)).toEqual({ code: 2, output: '', errors: expect.stringContaining(errors) });
    expect(playground.clock.now()).toEqual(new Date(ANCHOR));
  });

  it.each([[['clock']], [['clock', 'advance', '5m']]])(
    '%j says how to start one when none runs',
    async (argv) => {
      await using terminal = await testTerminal();
      expect(await run(argv, terminal)).toBe(1);
      expect(terminal.errors).toContain('Start one with: playground up');
    },
  );

  it('is begun again by a reset of all', async () => {
    await playground.clock.advance('1h');
    expect((await said('reset', 'gateway')).code).toBe(0);
    expect(playground.clock.now()).toEqual(new Date('2026-01-01T01:00:00Z'));
    expect((await said('reset')).output).toMatch(/^gateway reset in \d+ ms\n$/);
    expect(playground.clock.now()).toEqual(new Date(ANCHOR));
  });
});

describe('what is told while it moves', () => {
  it.each([
    [
      'a terminal',
      true,
      false,
      '1,200 events\n[..............................] 0%\r[###############...............] 50%\r[##############################] 100%\n',
    ],
    ['a file', false, false, '1,200 events\n'],
    ['a program', true, true, ''],
  ])('to %s', async (_to, colours, isForPrograms, output) => {
    await using terminal = await testTerminal();
    const progress = clockProgress({ ...terminal, write: terminal.write, colours }, isForPrograms);
    for (const done of [0, 600, 1200]) progress(done, 1200);
    expect(terminal.output).toBe(output);
  });

  it('is nothing where nothing happens', async () => {
    await using terminal = await testTerminal();
    clockProgress({ ...terminal, colours: true }, false)(0, 0);
    expect(terminal.output).toBe('');
  });

  it.each([
    [
      ['{"done":0,"total":2}\n{"do', 'ne":2,"total":2}\n{"now":"n","rate":0,"world":"living"}\n'],
      { now: 'n' },
    ],
    [['{"done":0,"total":2}\n{"error":"no room","code":"unexpected"}\n'], 'no room'],
    [['{"done":0,"total":2}\n'], 'stopped before the clock was there'],
  ])('%j is understood', async (texts, expected) => {
    const server = createServer((_request, response) => {
      for (const text of texts) response.write(text);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const told: number[] = [];
    const moved = moveClock(`http://127.0.0.1:${port}`, { next: true }, (done) => told.push(done));
    if (typeof expected === 'string') {
      await expect(moved).rejects.toMatchObject({
        code: 'ERR_SERVICE_FAILED',
        message: expect.stringContaining(expected),
      });
    } else {
      expect(await moved).toMatchObject(expected);
      expect(told).toEqual([0, 2]);
    }
    server.close();
  });
});
