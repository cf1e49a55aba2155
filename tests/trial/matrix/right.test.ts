import { expect, it } from '@jest/globals';
import { mutants, subjectOf } from '../mutants/mutants.ts';
import { RIGHT } from '../mutants/right.ts';
import { scenarios, tryIn, wrongCells, wrongInRight } from './cells.ts';
import { ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(Object.entries(RIGHT))(
  '%s is convicted of nothing, and no line of its card fails',
  async (_name, sync) => {
    const cells = await tryIn(subjectOf({ sync }), scenarios);
    expect(cells.length).toBe(scenarios.length);
    expect(wrongCells(cells, wrongInRight)).toEqual([]);
  },
  ROW_TIMEOUT_MS,
);

it('has a connector for every scenario that concerns the API and can be run, and the others by name', () => {
  const missing = scenarios
    .map(({ name }) => name)
    .filter((name) => !mutants(1).some((one) => one.scenario === name));
  expect(missing).toEqual(['objects', 'snapshot-then-stream']);
});
