import type { PlaygroundClock } from '../playground/clock/playground-clock.ts';
import type { PlaygroundFaults } from '../playground/faults/playground-faults.ts';
import type { EndpointsByService } from '../playground/manifests.ts';
import type { RunningWorld } from '../playground/worlds/running-world.ts';
import type { SyncJournal } from '../verify/causes/asked.ts';
import type { WorldOptions } from '../verify/world-options.ts';

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
