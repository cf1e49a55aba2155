import { Journal } from '../../core/control/journal.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { parseFaults } from '../../core/faults/parse-fault.ts';
import { Undo } from '../../core/undo.ts';
import { createDataset } from '../../fixtures/index.ts';
import { embeddedApi } from '../../services/api/embedded.ts';

export interface Page {
  readonly data: readonly { readonly id: string; readonly updatedAt: string }[];
  readonly scroll_param?: string | null;
  readonly next_page_url?: string | null;
}

export interface FaultyApi extends AsyncDisposable {
  readonly url: string;
  readonly journal: Journal;
  readonly plan: FaultPlan;
  now: number;
  /** Plans further faults. */
  add(...faults: readonly unknown[]): void;
  get(path: string): Promise<Page>;
  ids(path: string): Promise<readonly string[]>;
}

/** An API with faults. @param world with whose people */
export async function startFaultyApi(
  world: 'still' | 'living',
  ...faults: readonly unknown[]
): Promise<FaultyApi> {
  const [plan, journal] = [new FaultPlan(), new Journal()];
  const dataset = createDataset({ world });
  const started = { now: dataset.anchor + 7_200_000 };
  const clock = (): number => started.now;
  const service = embeddedApi({ port: 0, faults: plan, journal, dataset, clock });
  const add = (...more: readonly unknown[]): void => void plan.add(...parseFaults(more, 'plan'));
  const url = await Undo.onFailure(async (undo) => {
    undo.defer(() => service.stop());
    const endpoints = await service.start();
    add(...faults);
    return endpoints.url;
  });
  const get = async (path: string): Promise<Page> => (await fetch(url + path)).json() as Promise<Page>;
  const ids = async (path: string): Promise<readonly string[]> => (await get(path)).data.map(({ id }) => id);
  return Object.assign(started, {
    url,
    journal,
    plan,
    add,
    get,
    ids,
    [Symbol.asyncDispose]: () => service.stop(),
  });
}

export const KEYSET = '/pagination/keyset';

/** All of a walk by cursor, with the pages as they came. */
export async function walkByCursor(api: FaultyApi, most = 12): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  let path: string | undefined = KEYSET;
  while (path !== undefined && pages.length < most) {
    const { data, scroll_param: next } = await api.get(path);
    pages.push(data.map(({ id }) => id));
    path = next ? `${KEYSET}?scroll_param=${encodeURIComponent(next)}` : undefined;
  }
  return pages;
}
