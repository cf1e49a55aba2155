import { isoSeconds } from '../../../fixtures/timeline.ts';
import { playgroundJournal } from '../../../playground/control/playground-journal.ts';
import type { CardLine } from '../../../verify/card/card.ts';
import { reportCard } from '../../../verify/card/report-card.ts';
import { syncsIn } from '../../../verify/causes/syncs.ts';
import { worldOf } from '../../../verify/world-options.ts';
import { scroll } from '../../support/living-api.ts';
import { type JudgedSource, startSource } from '../causes/judged-source.ts';
import { STILL } from '../right-rows.ts';

const WORLD = 'living';

/** A request for one row, as connectors make it to see whether a source is there. */
export const LOOK = '/pagination/offset?limit=1';

/** What a connector does, and what a check says of it: the result, and the first requests that it names. */
export type Case = readonly [
  what: string,
  check: string,
  play: (source: JudgedSource) => Promise<unknown>,
  expected: readonly [result: string, requests: readonly number[]],
];

/** The line of a check after what a connector did. */
export async function lineOf([, name, play]: Case): Promise<CardLine | undefined> {
  await using source = await startSource(WORLD);
  await play(source);
  const entries = await playgroundJournal(source.url).entries();
  const syncs = syncsIn(entries, source.starts.length > 0 ? source.starts : undefined);
  const card = reportCard(entries, syncs, worldOf({ ...STILL, records: 160, world: WORLD }));
  return card.find((one) => one.name === name);
}

/** What a case expects, with as many requests as it names; none only where there are none. */
export function shownLine(line: CardLine | undefined, { length }: readonly number[]): unknown {
  const requests = line?.requests ?? [];
  return [line?.result, length === 0 ? requests : requests.slice(0, length)];
}

export const everything = (source: JudgedSource): Promise<unknown> => scroll(source, '/pagination/keyset');

const since = (time: number): string => `/pagination/offset?limit=50&updated_since=${isoSeconds(time)}`;

/** Asks for what is new, page by page. */
export async function readSince(source: JudgedSource, time: number, limit = 50): Promise<void> {
  for (let offset = 0; ; offset += limit) {
    const data = await source.read(`${since(time)}&offset=${offset}`);
    if (data.length < limit) return;
  }
}
