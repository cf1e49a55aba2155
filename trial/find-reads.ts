import { TABLES_ON_DEMAND } from '../fixtures/living/world-plan.ts';
import { type Reads, readsIn } from './reads.ts';
import type { ScenarioWorld } from './scenario.ts';
import type { MakeSubject } from './subject.ts';
import type { TrialWorlds } from './trial-worlds.ts';

/** Nothing goes wrong in it. Rows fill several pages, whatever their size, and it has all tables that a scenario may have. */
const CALM: ScenarioWorld = {
  preset: 'living',
  classes: [],
  records: 120,
  seed: 42,
  anchor: undefined,
  tables: TABLES_ON_DEMAND,
};

/** So much later it syncs again, and asks for what is new if it ever does. */
const PAUSE = '5m';
const LONGEST_RUN_MS = 240_000;

/**
 * What a connector reads, by two syncs in which nothing goes wrong.
 *
 * @throws what the connector throws when it fails all the same
 */
export async function findReads(make: MakeSubject, worlds: TrialWorlds): Promise<Reads> {
  await using world = await worlds.open(CALM);
  await using subject = await make();
  const source = {
    endpoints: world.endpoints,
    directory: world.directory,
    signal: AbortSignal.timeout(LONGEST_RUN_MS),
    wait: async (ms: number): Promise<void> => void (await world.clock.advance(ms)),
  };
  await subject.sync(source);
  await world.clock.advance(PAUSE);
  await subject.sync(source);
  return readsIn(await world.journal.entries());
}
