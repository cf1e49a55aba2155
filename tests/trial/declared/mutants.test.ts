import { afterAll, expect, it } from '@jest/globals';
import { functionSubject } from '../../../trial/function-subject.ts';
import { type Cell, causesOf, scenarioNamed, tryIn } from '../matrix/cells.ts';
import { ROW_TIMEOUT_MS } from '../matrix/hold-row.ts';
import { ACME, ACME_BY_OFFSET, openAcme } from './acme.ts';
import { MUTANTS } from './mutants.ts';

const byCursor = await openAcme(ACME);
const byOffset = await openAcme(ACME_BY_OFFSET);
afterAll(async () => {
  for (const worlds of [byCursor, byOffset]) await worlds[Symbol.asyncDispose]();
});

it.each(MUTANTS)(
  'one that $bug is convicted in its scenario, of its cause',
  async ({ scenario, sync, isByOffset }) => {
    const worlds = isByOffset ? byOffset : byCursor;
    const own = scenarioNamed(scenario);
    const [cell] = (await tryIn(async () => functionSubject(sync), [own], { worlds })) as [Cell];
    expect(cell.verdict).toMatchObject({ outcome: 'convicted' });
    const [cause] = own.expect.causes;
    expect(causesOf(cell.verdict)).toContain(cause);
  },
  ROW_TIMEOUT_MS,
);
