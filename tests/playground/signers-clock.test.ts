import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { presignPlain, presignV2, sendPlain, signPlain } from '../services/s3-minio/plain-request.ts';

const ANCHOR = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
let playground: Playground<'s3'>;

beforeAll(async () => {
  playground = await createPlayground({ services: ['s3'], world: 'living' });
});
beforeEach(() => playground.reset());
afterAll(() => playground.stop());

describe('a signature', () => {
  const PATH = '/fixtures/people/people.csv';
  const MINUTE = 60_000;

  it.each([
    ['the real time', () => Date.now(), 200],
    ['the time of the world', () => playground.clock.now().getTime(), 200],
    ['the real time, fourteen minutes off', () => Date.now() - 14 * MINUTE, 200],
    [
      'the time of the world, fourteen minutes off',
      () => playground.clock.now().getTime() + 14 * MINUTE,
      200,
    ],
    ['the real time, sixteen minutes off', () => Date.now() - 16 * MINUTE, 403],
    ['the time of the world, sixteen minutes off', () => playground.clock.now().getTime() - 16 * MINUTE, 403],
    ['neither', () => ANCHOR - 30 * 24 * HOUR, 403],
  ])('by %s is answered as it should be', async (_by, time, status) => {
    await playground.clock.advance('1h');
    const { s3 } = playground.endpoints;
    const { headers } = signPlain(s3, { path: PATH }, undefined, time());
    expect((await sendPlain(s3, { path: PATH, headers })).status).toBe(status);
  });

  /** A path that is good for a hundred seconds, by a clock, in both versions. */
  const presigned = (time: number): readonly string[] => {
    const { s3 } = playground.endpoints;
    const v2 = presignV2(s3, { path: PATH }, String(Math.floor(time / 1000) + 100));
    return [presignPlain(s3, { path: PATH }, {}, time), v2.slice(s3.url.length)];
  };

  it.each([
    ['made by the real time', () => Date.now(), 0, 200],
    ['made by the real time, whatever the world does', () => Date.now(), HOUR, 200],
    ['made by the real time, and expired', () => Date.now() - 101_000, 0, 403],
    ['made by the time of the world', () => playground.clock.now().getTime(), 0, 200],
    ['made by the time of the world, a little later', () => playground.clock.now().getTime(), 99_000, 200],
    ['made by the time of the world, and expired', () => playground.clock.now().getTime(), 101_000, 403],
  ])('in a URL %s is answered as it should be', async (_made, time, laterMs, status) => {
    const paths = presigned(time());
    await playground.clock.advance(laterMs);
    for (const path of paths)
      expect((await sendPlain(playground.endpoints.s3, { path })).status).toBe(status);
  });
});
