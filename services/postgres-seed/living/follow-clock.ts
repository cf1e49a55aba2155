import type { Logger } from '../../../core/logger.ts';
import type { WorldClock } from '../../../core/world-clock.ts';
import type { DatabaseFollower } from './follower.ts';

/** A database that is where a clock is. */
export interface Following {
  /** Brings a database that was replaced to what the clock shows. */
  catchUp(): Promise<void>;
  end(): Promise<void>;
}

interface FollowingOptions {
  /** Puts the database back to the start. */
  readonly putBack: () => Promise<void>;
  readonly logger: Logger;
}

/**
 * Makes a database follow a clock, from what it shows on.
 *
 * A database that is ahead of a clock which another process has left cannot undo what happened, and clients may have seen
 * it: the clock goes on to there. If the clock has begun again, and the files are those of before, the database is put back
 * to the start first.
 */
export async function followClock(
  follower: DatabaseFollower,
  clock: WorldClock,
  { putBack, logger }: FollowingOptions,
): Promise<Following> {
  const reached = await follower.reached();
  if (reached > clock.now()) await (clock.isResumed ? clock.moveTo(reached) : putBack());
  const catchUp = (): Promise<void> => follower.bringTo(clock.now());
  const unfollow = clock.follow(
    (_from, to, done) => follower.bringTo(to, done),
    (from, to) => follower.count(from, to),
  );
  const changes = follower.count(reached, clock.now());
  // It can take its time where the clock is far ahead of a new database.
  if (changes > 0) logger('catching_up', { from: isoOf(reached), to: isoOf(clock.now()), changes });
  await catchUp();
  return {
    catchUp,
    async end() {
      unfollow();
      await follower.close();
    },
  };
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
