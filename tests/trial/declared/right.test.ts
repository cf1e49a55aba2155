import { afterAll, expect, it } from '@jest/globals';
import { functionSubject } from '../../../trial/function-subject.ts';
import { scenarios, tryIn, wrongCells, wrongInRight } from '../matrix/cells.ts';
import { ROW_TIMEOUT_MS } from '../matrix/hold-row.ts';
import { ACME, openAcme } from './acme.ts';
import { right } from './connectors.ts';

const worlds = await openAcme(ACME);
afterAll(async () => await worlds[Symbol.asyncDispose]());

/** What it does not read: places, logins, other tables, files, objects, databases. */
const NOT_CONCERNED = [
  ...['unstable-ties', 'rows-move-under-offset', 'exact-multiple', 'login-expires', 'parallel-slices'],
  ...['parent-and-child', 'resume-skips', 'cut-file', 'numbers', 'looks', 'names', 'objects'],
  'snapshot-then-stream',
];

it(
  'a connector without a bug comes through every scenario that concerns it',
  async () => {
    const cells = await tryIn(async () => functionSubject(right), scenarios, { worlds });
    const apart = cells.flatMap(({ scenario, verdict }) =>
      verdict.outcome === 'not concerned' ? [scenario.name] : [],
    );
    expect(apart).toEqual(NOT_CONCERNED);
    expect(wrongCells(cells, wrongInRight)).toEqual([]);
  },
  ROW_TIMEOUT_MS,
);
