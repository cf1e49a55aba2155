import { expect } from '@jest/globals';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { parseFaults } from '../../../core/faults/parse-fault.ts';
import type { Row } from '../../../fixtures/table.ts';
import type { RowChange } from '../../../fixtures/world-table.ts';
import { playgroundJournal } from '../../../playground/control/playground-journal.ts';
import type { Asked } from '../../../verify/causes/asked.ts';
import { caseFileOf } from '../../../verify/causes/case-file.ts';
import type { CaseFile } from '../../../verify/causes/cause.ts';
import { CAUSES, causeOf } from '../../../verify/causes/causes.ts';
import { type SyncStart, syncsIn } from '../../../verify/causes/syncs.ts';
import { windowOf } from '../../../verify/causes/window-of.ts';
import type { Difference } from '../../../verify/compare/difference.ts';
import { isOfColumn } from '../../../verify/report/column-findings.ts';
import { type Page, startLivingApi } from '../../support/living-api.ts';
import type { FoundRow } from '../memory-destination.ts';
import { ANCHOR, foundRow, PEOPLE_TYPES, STILL } from '../right-rows.ts';
import { reportOn } from '../verdict-on.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
const RECORDS = 160;

/** What is said of rows that are wrong in one way. */
export interface Judged {
  readonly kind: string;
  readonly cause: string;
  readonly verdict: string;
  readonly requests: readonly number[];
  /** What is said of them without the rule of their cause. */
  readonly otherwise: string;
}

/** A source that lives, its clock, and the destination of a connector that reads it by hand. */
export type JudgedSource = Awaited<ReturnType<typeof startSource>>;

/** A real API of a living world, and a judge of what was read of it. */
export async function startSource(world: string) {
  const plan = new FaultPlan();
  const api = await startLivingApi(world, RECORDS, { faults: plan });
  api.clock.now += HOUR;
  plan.own({
    clock: async (ms) => {
      api.clock.now += ms;
    },
  });
  const rows = new Map<string, Row>();
  const gone = new Set<string>();
  const starts: SyncStart[] = [];
  let asked = 0;

  /** Asks, and says what came; an answer that is no page of rows is undefined. */
  async function ask(path: string): Promise<Page | undefined> {
    asked += 1;
    try {
      const answer = await fetch(`${api.url}${path}`);
      return answer.ok ? ((await answer.json()) as Page) : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    ...api,
    [Symbol.asyncDispose]: api[Symbol.asyncDispose],
    rows,
    starts,
    ask,
    /** Asks for what must be answered. */
    page(path: string): Promise<Page> {
      asked += 1;
      return api.page(path);
    },
    /** Asks and upserts what came; returns it. */
    async read(path: string): Promise<readonly Row[]> {
      const { data = [] } = (await ask(path)) ?? {};
      for (const row of data) rows.set(String(row['id'] ?? row['department_id']), row);
      return data;
    },
    /** What goes wrong from now on. */
    plan(...faults: readonly unknown[]): void {
      plan.clear();
      plan.add(...parseFaults(faults, 'plan'));
    },
    /** Rows that the destination has marked as deleted. */
    gone,
    /** The next request is the first of a sync. */
    sync(hasFailed = false): void {
      starts.push({ number: asked + 1, hasFailed });
    },
    /** The first change of a kind in the time that comes, which lies so far behind its being seen. */
    change(kind: RowChange['kind'], isIt: (change: RowChange) => boolean = () => true): RowChange {
      for (const change of api.table.changes(api.clock.now, api.clock.now + 20 * HOUR))
        if (change.kind === kind && isIt(change)) return change;
      throw new Error(`There is no ${kind} of the sort.`);
    },
    async judge(source = 'people'): Promise<readonly Judged[]> {
      const entries = await playgroundJournal(api.url).entries();
      const found = [...rows].map(([id, row]) => ({ ...foundRow(row), _fivetran_deleted: gone.has(id) }));
      return judge(world, source, entries, found, starts);
    },
  };
}

async function judge(
  world: string,
  source: string,
  entries: readonly Asked[],
  rows: readonly FoundRow[],
  starts: readonly SyncStart[],
): Promise<readonly Judged[]> {
  const syncs = starts.length > 0 ? { syncs: starts } : {};
  const found: { difference: Difference; file: CaseFile }[] = [];
  const report = await reportOn(
    rows,
    { types: PEOPLE_TYPES, name: `tester.${source}` },
    {
      ...{ world: { ...STILL, records: RECORDS, world }, now: ANCHOR, ...syncs },
      journal: { entries: async () => entries },
      onDifference: (mapping, difference) => {
        const all = syncsIn(entries, syncs.syncs);
        const window = windowOf(all.at(-1)?.requests ?? []) ?? { from: 0, to: 0, instants: [] };
        found.push({ difference, file: caseFileOf(mapping, entries, all, window) });
      },
    },
  );
  const said = report.findings.filter(({ kind }) => !isOfColumn(kind));
  return said.map(({ kind, cause, verdict, evidence }) => {
    const one = found.find(
      ({ difference, file }) => difference.kind === kind && causeOf(difference, file).name === cause,
    );
    if (one === undefined) throw new Error(`No row is ${kind} for ${cause}.`);
    const others = CAUSES.filter((rule) => rule(one.difference, one.file)?.name !== cause);
    return {
      ...{ kind, cause, verdict, requests: evidence.map(({ request }) => request) },
      otherwise: causeOf(one.difference, one.file, others).name,
    };
  });
}

/** `missing late-commit permanent #1 #2` */
function shown({ kind, cause, verdict, requests }: Judged): string {
  return [kind, cause, verdict, ...requests.map((request) => `#${request}`)].join(' ');
}

/** Judges what a connector did. Without its rule, a cause must be another one: no rule is there for nothing. */
export async function causesAfter(
  source: JudgedSource,
  play: (source: JudgedSource) => Promise<void>,
  table?: string,
): Promise<readonly string[]> {
  await play(source);
  const judged = (await source.judge(table)).filter(({ kind }) => kind !== 'extra');
  for (const { cause, otherwise } of judged) expect(otherwise).not.toBe(cause);
  return judged.map(shown);
}
