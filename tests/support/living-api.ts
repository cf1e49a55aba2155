import { createDataset, type Row } from '../../fixtures/index.ts';
import { classNames } from '../../fixtures/living/classes.ts';
import { parseWorld } from '../../fixtures/living/world-plan.ts';
import type { LivingTable } from '../../fixtures/living-table.ts';
import { livingPeople } from '../../fixtures/tables/people.ts';
import type { ApiOptions } from '../../services/api/options.ts';
import { type StartedApi, startApi } from './start-api.ts';

export interface Page {
  readonly data: readonly Row[];
  readonly scroll_param?: string | null;
  readonly total?: number;
  readonly total_items?: number;
}

interface LivingApi extends StartedApi {
  /** The world's clock, which the test moves. */
  readonly clock: { now: number };
  readonly anchor: number;
  readonly table: LivingTable;
  page(path: string): Promise<Page>;
  /** Every row of the table as it is now, in its own order. */
  rows(): Row[];
}

/** The API of a world that lives, under a clock that stands still until it is moved. */
export async function startLivingApi(
  world: string,
  records = 200,
  options: Partial<ApiOptions> = {},
): Promise<LivingApi> {
  const dataset = createDataset({ world, records });
  const clock = { now: dataset.anchor };
  const api = await startApi({ ...options, dataset, clock: () => clock.now });
  const table: LivingTable = livingPeople(dataset);
  return {
    ...api,
    [Symbol.asyncDispose]: api[Symbol.asyncDispose],
    clock,
    anchor: dataset.anchor,
    table,
    page: async (path) => {
      const answer = await api.get(path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.json<Page>();
    },
    rows: () => {
      const view = table.seenAt(clock.now);
      return view.rows(0, view.size).map(({ values }) => values);
    },
  };
}

/** Every class that there is. */
export const EVERYTHING = [
  'living',
  ...classNames.filter((name) => !parseWorld('living').classes.includes(name)),
].join('+');

/** The walk of a cursor from a first page on. */
export async function scroll(
  { page }: Pick<LivingApi, 'page'>,
  path: string,
  between: () => void = () => {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | null = path; next !== null; ) {
    const { data, scroll_param = null }: Page = await page(next);
    rows.push(...data);
    next = scroll_param && `${path.split('?')[0]}?scroll_param=${encodeURIComponent(scroll_param)}`;
    between();
  }
  return rows;
}
