import type { WorldClock } from '../../../core/world-clock.ts';
import type { DatabaseFollower } from './follower.ts';

/** A database that is where a clock is. */
export interface Following {
  /** Brings a database that was replaced to what the clock shows. */
  catchUp(): Promise<void>;
  end(): Promise<void>;
}

/**
 * Makes a database follow a clock, from what it shows on. A database that is ahead of it, because the playground has begun
 * again and the files are those of before, is put back to the start first: it cannot undo what happened.
 */
export async function followClock(
  follower: DatabaseFollower,
  clock: WorldClock,
  putBack: () => Promise<void>,
): Promise<Following> {
  if ((await follower.reached()) > clock.now()) await putBack();
  const catchUp = (): Promise<void> => follower.bringTo(clock.now());
  const unfollow = clock.follow(
    (_from, to, done) => follower.bringTo(to, done),
    (from, to) => follower.count(from, to),
  );
  await catchUp();
  return {
    catchUp,
    async end() {
      unfollow();
      await follower.close();
    },
  };
}
