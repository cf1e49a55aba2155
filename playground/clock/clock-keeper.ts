import type { Logger } from '../../core/logger.ts';
import type { ClockReading, WorldClock } from '../../core/world-clock.ts';
import type { DatasetOptions } from '../../fixtures/dataset.ts';
import { writeKeptClock } from './kept-clock.ts';

/** Writes a clock to its file whenever it is moved. */
export interface ClockKeeper {
  /** For `WorldClockOptions`. Does not throw: a clock whose file cannot be written goes on, and the log says so once. */
  readonly onMoved: (reading: ClockReading) => void;
  /** Nothing is written any more: the folder may be somebody else's from now on. */
  end(): void;
}

export function clockKeeper(file: string, world: DatasetOptions, logger: Logger): ClockKeeper {
  let isBehind = false;
  let hasEnded = false;
  return {
    onMoved(reading) {
      if (hasEnded) return;
      try {
        writeKeptClock(file, reading, world);
        isBehind = false;
      } catch (error) {
        const wayOut = `Let ${file} be written: until then a start goes on from an older instant.`;
        if (!isBehind) logger('clock_not_kept', { error: String(error), wayOut });
        isBehind = true;
      }
    },
    end() {
      hasEnded = true;
    },
  };
}

/**
 * A clock that nobody follows flows, and what it shows is in no file. This has it go on in steps, each of which is kept
 * before anybody can read it: so a process that is killed has shown nothing that the next one has not.
 *
 * @returns ends it
 */
export function stepByStep(clock: WorldClock): () => void {
  return clock.follow(async () => undefined);
}
