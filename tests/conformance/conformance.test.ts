import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RateLimit } from '../../core/token-bucket.ts';
import { embeddedApi } from '../../services/api/embedded.ts';
import { preparePython } from '../support/python-environment.ts';
import { compare } from './compare.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { readKnownDifferences } from './known-differences.ts';
import { startPeer } from './peer.ts';
import { casesInOrder } from './requests/in-order.ts';
import { rateLimited, SUITE_RATE_LIMIT } from './requests/rate-limit.ts';
import { factsOf, learnFacts, type ServerFacts } from './server-facts.ts';

const known = await readKnownDifferences();
const python = await preparePython('peer', path.join(import.meta.dirname, 'requirements.txt')).catch(
  (error: Error) => error,
);
const shown = new Set<string>();

describe('as the original', () => {
  if (python instanceof Error) unavailable(python);
  else {
    describeAgainst(python, casesInOrder, learnFacts);
    describe('with a rate limit', () => {
      describeAgainst(python, rateLimited, async (endpoints) => factsOf(endpoints), SUITE_RATE_LIMIT);
    });
    it.each(known.map(({ id }) => id))('still shows the listed difference %s', (id) => {
      expect(shown).toContain(id);
    });
  }
});

/** Without Python a user has nothing to compare with; a continuous integration must not let that pass. */
function unavailable({ message }: Error): void {
  const sentence = `cannot be compared with the original: ${message}`;
  if (process.env['CI'] === 'true') {
    it('has the original at hand', () => {
      throw new Error(sentence);
    });
  } else {
    process.stderr.write(`conformance skipped: ${message}\n`);
    it.skip(sentence, () => undefined);
  }
}

function describeAgainst(
  interpreter: string,
  cases: readonly ConformanceCase[],
  meet: (endpoints: ServerFacts) => Promise<ServerFacts>,
  rateLimit?: RateLimit,
): void {
  // Ours stands still, so that nothing changes between two requests by chance of the time.
  const now = Date.now();
  const api = embeddedApi({ port: 0, clock: () => now, ...(rateLimit && { rateLimit }) });
  let peer: Awaited<ReturnType<typeof startPeer>> | undefined;
  let ours: ServerFacts;
  let original: ServerFacts;

  beforeAll(async () => {
    peer = await startPeer(interpreter, rateLimit);
    original = await meet(factsOf(peer.endpoints));
    ours = await meet(factsOf(await api.start()));
  }, 30_000);
  afterAll(async () => {
    await api.stop();
    await peer?.stop();
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (name, { observe }) => {
    const observed = { ours: await observe(ours), original: await observe(original) };
    const unlisted = compare(observed.ours, observed.original).filter((difference) => {
      const rows = known.filter((row) => row.covers(name, difference, observed.ours, observed.original));
      for (const { id } of rows) shown.add(id);
      return rows.length === 0;
    });
    expect(unlisted).toEqual([]);
  });
}
