import { expect } from '@jest/globals';
import type { Mutant } from '../mutants/mutant.ts';
import { subjectOf } from '../mutants/mutants.ts';
import { causesOf, scenarios, tryIn, wrongCells, wrongIn } from './cells.ts';

/** Forty worlds with some hundred requests, on a machine that may be busy. */
export const ROW_TIMEOUT_MS = 180_000;

/** Tries a connector with one bug in all scenarios: no cell is wrong, and what it may be convicted of it is somewhere. */
export async function holdRow(_title: string, mutant: Mutant): Promise<void> {
  const cells = await tryIn(subjectOf(mutant), scenarios);
  expect(cells.length).toBe(scenarios.length);
  expect(wrongCells(cells, (cell) => wrongIn(mutant, cell))).toEqual([]);
  const shown = cells.flatMap(({ verdict }) => causesOf(verdict));
  expect((mutant.also ?? []).filter((cause) => !shown.includes(cause))).toEqual([]);
}
