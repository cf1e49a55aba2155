import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import type { VerifyFile } from '../../../verify/mapping/verify-file.ts';
import { isoOf, type Person, read, urlOf } from './client.ts';

/** A connector with one bug. */
export interface Mutant {
  /** The scenario that it does not cope with. */
  readonly scenario: string;
  /** Tells it from others that do not cope with the same scenario. */
  readonly bug?: string;
  readonly sync: SyncFunction;
  /** Causes of which it may be convicted in other scenarios, besides those of its own: its bug explains them, too. */
  readonly also?: readonly string[];
  /** Of its tables, where it is not `id`. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

/** Each with what the title of a test calls it. */
export function titled(all: readonly Mutant[]): readonly (readonly [title: string, mutant: Mutant])[] {
  return all.map((mutant) => [
    mutant.bug === undefined ? mutant.scenario : `${mutant.scenario}: ${mutant.bug}`,
    mutant,
  ]);
}

/** Nobody loses these who reads everything now and then; no cursor brings them. */
export const BY_CURSOR = ['no-stamp', 'silent-change'];
/** Who goes on from the newest stamp without a look back passes what comes behind it. */
export const WITHOUT_OVERLAP = [...BY_CURSOR, 'late-commit', 'source-clock-ahead'];
/** Who goes on from the time of the source passes what a query did not serve, or a list did not have yet. */
export const FROM_THE_CLOCK = [...BY_CURSOR, 'result-window'];
/** Who follows cursors wherever they lead does not notice that one leads to itself. */
export const WHEREVER_IT_LEADS = 'page-that-never-advances';

/** What their tables are; which is which need not be found out for each. */
export const MAPPING: VerifyFile = {
  tables: {
    user: { source: 'people' },
    company: { source: 'companies' },
    department: { source: 'departments' },
    numbers: { source: 'numbers' },
    looks: { source: 'looks' },
    names: { source: 'names' },
    parents: { source: 'parents' },
    children: { source: 'children' },
  },
};

/** What most of them keep. */
export interface Cursor {
  cursor?: string;
}

export const MINUTE = 60_000;
/** An hour is longer than any lag: what a mutant loses it does not lose by this. */
const OVERLAP = 10 * MINUTE;

export function stateOf(run: SyncRun): Cursor {
  return run.state as Cursor;
}

export function before(cursor: string | undefined, ms = OVERLAP): string | undefined {
  return cursor === undefined ? undefined : isoOf(Date.parse(cursor) - ms);
}

export function write(run: SyncRun, rows: readonly Person[], table = 'user'): void {
  for (const row of rows) run.destination.upsert(table, row);
}

/** Deletes of the world, so that a mutant has no other bug than its own. */
export async function readDeletes(run: SyncRun): Promise<void> {
  const state = run.state as { deletes?: string | null };
  let cursor: string | null | undefined;
  do {
    const from = cursor ? { scroll_param: cursor } : { since: state.deletes ?? undefined };
    const { page, date } = await read(run, urlOf(run, '/incremental/deleted', { ...from, limit: 500 }));
    for (const row of page.data) run.destination.delete('user', row);
    if (!cursor) state.deletes = isoOf(date - 2 * MINUTE);
    cursor = page.scroll_param;
  } while (cursor);
}
