import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  ConnectorPlaygroundContainer,
  type StartedConnectorPlaygroundContainer,
} from 'connector-playground/testcontainers';
import { IMAGE } from './support/images.ts';

let playground: StartedConnectorPlaygroundContainer<'api'>;

beforeAll(async () => {
  playground = await new ConnectorPlaygroundContainer(IMAGE).withServices('api').withWorld('living').start();
});
beforeEach(() => playground.reset());
afterAll(() => playground.stop());

it.each([
  ['advance, by a text', () => playground.clock.advance('5m'), '2026-01-01T00:05:00Z'],
  ['advance, by milliseconds', () => playground.clock.advance(1500), '2026-01-01T00:00:01.500Z'],
  ['moveTo a text', () => playground.clock.moveTo('2026-01-01T03:00:00Z'), '2026-01-01T03:00:00Z'],
  ['moveTo a Date', () => playground.clock.moveTo(new Date('2026-02-01')), '2026-02-01T00:00:00Z'],
])('the clock of a container: %s', async (_what, move, expected) => {
  expect(await playground.clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
  expect(await move()).toEqual(new Date(expected));
  expect(await playground.clock.now()).toEqual(new Date(expected));
});

it('goes on to what happens next, and runs', async () => {
  const next = await playground.clock.next();
  expect(next.getTime()).toBeGreaterThan(Date.UTC(2026, 0, 1));
  await playground.clock.run(60);
  expect(await playground.clock.rate()).toBe(60);
  await playground.reset();
  expect(await playground.clock.rate()).toBe(0);
});

it.each([
  ['soon', () => playground.clock.advance('soon'), "'soon' is not a duration"],
  ['the past', () => playground.clock.moveTo('2020-01-01'), 'cannot go back'],
  ['no time', () => playground.clock.moveTo(new Date(Number.NaN)), 'no time'],
  ['a negative rate', () => playground.clock.run(-1), 'cannot run at -1'],
])('refuses %s', async (_what, move, message) => {
  await expect(move()).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining(message),
  });
});
