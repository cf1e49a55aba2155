import type { CaseFile } from './cause.ts';
import { shownAt } from './met.ts';
import { isWhole } from './whole.ts';

/** Whether a column came after the first answer, and a later answer had rows with it. */
export function hasDrifted(column: string, { mapping: { source }, walks }: CaseFile): boolean {
  const answers = walks
    .flatMap(({ requests }) => requests)
    .filter((asked) => asked.rows !== null && isWhole(asked))
    .map(shownAt);
  const has = (at: number): boolean => source.columnsAt(at).some(({ name }) => name === column);
  return answers.length > 0 && !has(Math.min(...answers)) && answers.some(has);
}
