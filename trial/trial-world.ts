import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DEFAULT_DATASET } from '../fixtures/dataset.ts';
import type { PlaygroundClock } from '../playground/clock/playground-clock.ts';
import type { PlaygroundFaults } from '../playground/faults/playground-faults.ts';
import type { EndpointsByService, ServiceName } from '../playground/manifests.ts';
import { createPlayground } from '../playground/playground.ts';
import type { RunningWorld } from '../playground/worlds/running-world.ts';
import type { SyncJournal } from '../verify/causes/asked.ts';
import type { WorldOptions } from '../verify/world-options.ts';
import { type ScenarioWorld, worldName } from './scenario.ts';

/** A world of a trial, with all that decides what happens in it and all that tells what has happened. */
export interface TrialWorld extends AsyncDisposable {
  readonly endpoints: Partial<EndpointsByService>;
  readonly clock: PlaygroundClock;
  readonly faults: PlaygroundFaults;
  readonly fault: RunningWorld['fault'];
  readonly journal: SyncJournal;
  /** Where its keys and certificates are. */
  readonly directory: string;
  /** What determines it, for the comparison. */
  readonly options: WorldOptions;
}

/** What the worlds of a trial are made of, besides what a scenario says. */
export interface Sources {
  readonly services: readonly ServiceName[];
  /** Where services listen whose address a connector has written in it. Default: at any free port. */
  readonly ports?: Partial<Record<ServiceName, number>>;
}

/**
 * Opens the world of a scenario, standing still at its anchor.
 *
 * @throws PlaygroundError as {@link createPlayground} does: `ERR_PORT_TAKEN` where a port is given
 */
export async function openTrialWorld(
  world: ScenarioWorld,
  { services, ports }: Sources,
): Promise<TrialWorld> {
  const { seed, records, anchor = DEFAULT_DATASET.anchor } = world;
  const name = worldName(world);
  const directory = path.join(os.tmpdir(), `playground-trial-${randomUUID()}`);
  const playground = await createPlayground({
    ...{ services, seed, records, directory, world: name, ...(ports && { ports }) },
    anchor: new Date(anchor),
    clockRate: 0,
    postgresRows: records,
  });
  return {
    endpoints: playground.endpoints,
    clock: playground.clock,
    faults: playground.faults,
    fault: playground.fault,
    journal: { entries: async () => playground.journal.entries() },
    options: { seed, records, anchor, world: name, postgresRows: records },
    directory,
    async [Symbol.asyncDispose]() {
      await playground.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
