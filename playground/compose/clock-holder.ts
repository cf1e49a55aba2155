import type { ControlledClock } from '../../core/control/controlled-clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Undo } from '../../core/undo.ts';
import { WorldClock } from '../../core/world-clock.ts';
import type { World } from '../../fixtures/world.ts';
import { endpointsOf } from '../../services/postgres-seed/endpoints.ts';
import { followClock } from '../../services/postgres-seed/living/follow-clock.ts';
import { DatabaseFollower } from '../../services/postgres-seed/living/follower.ts';
import { livingIn } from '../../services/postgres-seed/living/living-in.ts';
import type { PostgresOptions } from '../../services/postgres-seed/options.ts';
import { databaseLivesOf } from '../../services/postgres-seed/schema.ts';
import type { ServerToSeed } from '../../services/postgres-seed/seed/server-to-seed.ts';
import { resetServer } from '../../services/postgres-seed/seed-server.ts';
import { clockKeeper } from '../clock/clock-keeper.ts';
import { controlledClockOf } from '../clock/controlled-clock-of.ts';
import { readKeptClock } from '../clock/kept-clock.ts';

/** Somebody may have put the database back to its start, or started it again; it is not looked at more often. */
const LOOK_MS = 1000;

export interface ClockOfContainers {
  readonly server: ServerToSeed;
  readonly postgres: Pick<PostgresOptions, 'dataset' | 'rows' | 'credentials'>;
  readonly world: World;
  /** Keeps what the clock shows and how it runs. */
  readonly file: string;
  /** Of the beginning. */
  readonly rate: number;
  readonly logger: Logger;
}

/** The one clock of containers, with the database that follows it. */
export interface ClockHolder {
  readonly clock: ControlledClock;
  /** The database as it was at the start, with what has happened in the world since. */
  resetDatabase(): Promise<void>;
}

/**
 * Holds the clock of a living world whose database runs elsewhere, and has been seeded. It goes on from where it was. A
 * database that is ahead of the file is believed, because its clients may have seen what happened: the process has ended
 * between the two.
 */
export async function holdClock(options: ClockOfContainers, undo: Undo): Promise<ClockHolder> {
  const { server, postgres, world, file, logger } = options;
  const { dataset, rows, credentials } = postgres;
  const endpoints = endpointsOf({ host: server.host, port: server.port, credentials });
  const tables = databaseLivesOf(dataset, rows);
  const follower = new DatabaseFollower({ server, ...livingIn(endpoints), tables, logger });
  undo.defer(() => follower.close());

  const kept = await readKeptClock(file, dataset, logger);
  const keeper = clockKeeper(file, dataset, logger);
  const worldClock = new WorldClock({
    start: dataset.anchor,
    rate: options.rate,
    resumed: kept ?? { now: dataset.anchor, rate: options.rate },
    onMoved: keeper.onMoved,
    onStopped: (error) => logger('clock_stopped', { error: String(error) }),
  });
  undo.defer(() => worldClock.settle());
  const following = await followClock(follower, worldClock, {
    putBack: () => resetServer(server, endpoints),
    logger,
  });
  undo.defer(() => following.end());
  undo.defer(lookAfter(following.catchUp, logger));
  return {
    clock: controlledClockOf({ worldClock, name: dataset.world, world }),
    async resetDatabase() {
      await resetServer(server, endpoints);
      await following.catchUp();
    },
  };
}

/** @returns stops it, when it is not looking */
function lookAfter(catchUp: () => Promise<void>, logger: Logger): () => Promise<void> {
  let looking: Promise<void> | undefined;
  let isBehind = false;
  const look = async (): Promise<void> => {
    try {
      await catchUp();
      isBehind = false;
    } catch (error) {
      if (!isBehind) logger('database_behind', { error: String(error) });
      isBehind = true;
    }
    looking = undefined;
  };
  const looks = setInterval(() => {
    looking ??= look();
  }, LOOK_MS);
  return async () => {
    clearInterval(looks);
    await looking;
  };
}
