import { expect } from '@jest/globals';
import type { WorldTable } from '../../fixtures/index.ts';

/** An API lists those people who are there at an instant (ms since 1970), each once, and says what time it is. */
export async function expectPeopleAt(url: string, people: WorldTable, at: number): Promise<void> {
  const ids: unknown[] = [];
  let total = 1;
  let date: string | null = null;
  while (ids.length < total) {
    const response = await fetch(`${url}/pagination/offset?limit=50&offset=${ids.length}`);
    const page = (await response.json()) as { data: readonly { id: string }[]; total: number };
    total = page.total;
    ids.push(...page.data.map(({ id }) => id));
    date = response.headers.get('date');
  }
  const view = people.seenAt(at);
  expect([...ids].sort()).toEqual(
    view
      .rows(0, view.size)
      .map(({ values }) => values['id'])
      .sort(),
  );
  expect(date).toBe(new Date(at).toUTCString());
}
