import { startPlayground } from './child-server.ts';
import { autocannonRate, inTurns, type Rate } from './measure.ts';

const PAGE_SIZE = 50;

interface Worlds {
  readonly living: Rate;
  readonly still: Rate;
}

/**
 * What a page of 50 rows costs anywhere among so many people, with their count and never asked for before, in a living world
 * and in a still one.
 */
export async function compareWorlds(records: number, seconds: number): Promise<Worlds> {
  const [living, still] = [await startPlayground('living', records), await startPlayground('still', records)];
  try {
    const nextPath = pagesAnywhere(`/pagination/page_number?per_page=${PAGE_SIZE}`, records / PAGE_SIZE);
    for (const server of [living, still]) await autocannonRate(server, nextPath, seconds);
    const [ofLiving, ofStill] = await inTurns(
      () => autocannonRate(living, nextPath, seconds),
      () => autocannonRate(still, nextPath, seconds),
    );
    return { living: ofLiving, still: ofStill };
  } finally {
    await Promise.all([living.stop(), still.stop()]);
  }
}

/** Gives a page here and there among so many, never one twice, so that nothing kept from before helps. */
export function pagesAnywhere(path: string, pages: number): () => string {
  let asked = 0;
  const start = `${path}${path.includes('?') ? '&' : '?'}page=`;
  return () => {
    asked += 1;
    return `${start}${1 + ((asked * 61_803_399) % pages)}`;
  };
}
