import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { functionSubject } from '../../trial/function-subject.ts';
import { readScenarios } from '../../trial/read-scenarios.ts';
import type { Reads } from '../../trial/reads.ts';
import { runTrial } from '../../trial/run-trial.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import { write } from './mutants/mutant.ts';
import { plainOffsetWalk } from './mutants/walks.ts';

const worlds = await openTrialWorlds({ services: ['api'] });
afterAll(async () => await worlds[Symbol.asyncDispose]());
const scenarios = await readScenarios('scenarios');

/** By offset up to the number of rows that it is told. */
const subject = async () =>
  functionSubject(async (run) => {
    run.destination.truncate('user');
    await plainOffsetWalk(run, { since: '2000-01-01T00:00:00Z' }, (rows) => write(run, rows));
  });

let reads: Reads;
beforeAll(async () => {
  reads = await findReads(subject, worlds);
});

it.each([
  ['the page past the end, for which it does not ask', 'exact-multiple', {}, false],
  ['an error of a page that it asks for', 'error-is-the-end', {}, true],
  ['nothing that is planned', 'no-key', { plan: [] }, true],
  [
    'an end at a page for which it asks',
    'no-key',
    { plan: [], steps: [{ kill: [{ page: 2 }] }, 'sync'] },
    true,
  ],
  [
    'an end at a page for which it does not',
    'no-key',
    { plan: [], steps: [{ kill: [{ page: 9 }] }, 'sync'] },
    false,
  ],
] as const)('a trial with %s says whether anything has happened', async (_what, name, changed, isMet) => {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) throw new Error(`There is no scenario '${name}'.`);
  expect(await runTrial({ ...scenario, ...changed }, subject, { reads, worlds })).toMatchObject({ isMet });
});
