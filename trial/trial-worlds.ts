import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Undo } from '../core/undo.ts';
import { DEFAULT_DATASET } from '../fixtures/dataset.ts';
import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
import type { ServiceName } from '../playground/manifests.ts';
import { createPlayground, type Playground } from '../playground/playground.ts';
import { worldsIn } from '../playground/worlds/folders.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import { type ScenarioWorld, worldName } from './scenario.ts';
import type { TrialWorld } from './trial-world.ts';

/** What the worlds of trials are made of, besides what a scenario says. */
export interface Sources {
  readonly services: readonly ServiceName[];
  /** Those of one's own. Default: none. */
  readonly sources?: readonly SourceDeclaration[];
  /** Ends the start of the playground. */
  readonly signal?: AbortSignal;
}

/** Where trials have their worlds: one playground for all of them. Its scope ends them, too. */
export interface TrialWorlds extends AsyncDisposable {
  /** Makes the world of a scenario, standing still at its anchor. Any number of them may be open at once. */
  open(world: ScenarioWorld): Promise<TrialWorld>;
}

/**
 * Starts the playground of the trials, which has next to no rows of its own.
 *
 * @throws PlaygroundError as {@link createPlayground} does
 */
export function openTrialWorlds({ services, sources = [], signal }: Sources): Promise<TrialWorlds> {
  return Undo.onFailure(async (undo) => {
    const directory = path.join(os.tmpdir(), `playground-trials-${randomUUID()}`);
    undo.defer(() => rm(directory, { recursive: true, force: true }));
    const playground = await createPlayground({
      ...{ services, sources, directory, records: 0, postgresRows: 0, ...(signal && { signal }) },
    });
    undo.defer(() => playground.stop());
    const declared = sources.flatMap(({ resources }) => resources.map(({ table }) => table));
    let made = 0;
    return {
      async open(world) {
        made += 1;
        return await openWorld(playground, { directory, name: `trial-${made}`, world, declared });
      },
      [Symbol.asyncDispose]: () => undo.run(),
    };
  });
}

interface NamedWorld {
  readonly directory: string;
  readonly name: string;
  readonly world: ScenarioWorld;
  /** The tables of sources of one's own. */
  readonly declared: readonly TableDeclaration[];
}

async function openWorld(
  playground: Playground,
  { directory, name, world, declared }: NamedWorld,
): Promise<TrialWorld> {
  const { seed, records, anchor = DEFAULT_DATASET.anchor } = world;
  const sized = { seed, records, world: worldName(world), postgresRows: records };
  const opened = await playground.world(name, { ...sized, anchor: new Date(anchor), clockRate: 0 });
  const { endpoints, clock, faults, fault, journal, settle } = opened;
  return {
    ...{ endpoints, clock, faults, fault },
    journal: {
      async entries() {
        await settle();
        return journal.entries();
      },
    },
    options: { ...sized, anchor, declared },
    directory: path.join(worldsIn(directory), name),
    [Symbol.asyncDispose]: () => opened.delete(),
  };
}
