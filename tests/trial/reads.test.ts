import { afterAll, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { functionSubject } from '../../trial/function-subject.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import { newest, type Person, urlOf } from './mutants/client.ts';

const worlds = await openTrialWorlds({ services: ['api'] });
afterAll(async () => await worlds[Symbol.asyncDispose]());

/** By pages of so many rows, from the newest time on. */
function paged(limit: number) {
  return async () =>
    functionSubject(async (run) => {
      const state = run.state as { cursor?: string };
      for (let offset = 0; ; offset += limit) {
        const query = { limit, offset, order_by: 'updatedAt', updated_since: state.cursor };
        const response = await fetch(urlOf(run, '/pagination/offset', query));
        const { data } = (await response.json()) as { readonly data: readonly Person[] };
        if (data.length === 0) break;
        for (const row of data) run.destination.upsert('user', row);
        state.cursor = newest(data, state.cursor) as string;
      }
    });
}

// The page past the end of 300 rows is the seventh of fifty, and no other: who reads by ten must not meet its error before.
it.each([
  [10, false],
  [49, false],
  [50, true],
  [20, false],
])('pages of %i rows are known: fifties %p', async (limit, is) => {
  const { needs } = await findReads(paged(limit), worlds);
  expect([needs.includes('pages'), needs.includes('offset'), needs.includes('fifties')]).toEqual([
    true,
    true,
    is,
  ]);
});
