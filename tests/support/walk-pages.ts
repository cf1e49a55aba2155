import type { Person } from '../../fixtures/index.ts';
import type { StartedApi } from './start-api.ts';

/** Follows pages until there is no next one. `next` tells the path after an answer; null ends the walk. */
export async function walkPages<Page extends { readonly data: readonly Person[] }>(
  api: Pick<StartedApi, 'get'>,
  firstPath: string,
  next: (page: Page) => string | null,
): Promise<Person[]> {
  const rows: Person[] = [];
  for (let path: string | null = firstPath; path !== null; ) {
    const page: Page = (await api.get(path)).json<Page>();
    rows.push(...page.data);
    path = next(page);
  }
  return rows;
}

/** The people at some positions of a world, as any source should show them. */
export function peopleOf(
  dataset: { people: { at(index: number): Person } },
  from: number,
  to: number,
): Person[] {
  return Array.from({ length: to - from }, (_, position) => dataset.people.at(from + position));
}
