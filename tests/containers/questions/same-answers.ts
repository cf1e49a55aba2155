import { describe, expect, it } from '@jest/globals';
import type { Question } from './question.ts';

/** Asks two homes of a source the same, and expects the same answers. */
export function describeSameAnswers<Endpoints>(
  source: string,
  questions: readonly Question<Endpoints>[],
  homes: () => readonly [embedded: Endpoints, container: Endpoints],
): void {
  describe(`${source} answers the same in both homes`, () => {
    it.each([...questions])('%s', async (_what, ask) => {
      const [embedded, container] = homes();
      const expected = await ask(embedded);
      expect(expected).toBeDefined();
      expect(await ask(container)).toEqual(expected);
    });
  });
}
