import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import { WorldClock, type WorldClockOptions } from '../../core/world-clock.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { isLiving } from '../../fixtures/living/world-plan.ts';

interface Beginning extends Pick<WorldClockOptions, 'resumed' | 'onMoved'> {
  readonly dataset: Pick<Dataset, 'world' | 'anchor'>;
  /** Left out: 1 in a still world, 0 in a living one. */
  readonly rate: number | undefined;
  readonly real: Clock;
  readonly logger: Logger;
}

/**
 * The clock of a world. A still one has the real time; a living one begins at its anchor, and stands still until somebody
 * moves it.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the rate
 */
export function worldClockOf(beginning: Beginning): WorldClock {
  const { dataset, rate, real, logger, ...rest } = beginning;
  const onStopped = (error: unknown): void => logger('clock_stopped', { error: String(error) });
  return isLiving(dataset.world)
    ? new WorldClock({ ...rest, start: dataset.anchor, rate: rate ?? 0, real, onStopped })
    : new WorldClock({ ...rest, rate: rate ?? 1, real, onStopped });
}
