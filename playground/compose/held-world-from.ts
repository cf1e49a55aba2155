import { FASTEST_RATE, parseClockRate } from '../../core/clock-rate.ts';
import type { EnvironmentSettings } from '../../core/env.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { isLiving, STILL } from '../../fixtures/living/world-plan.ts';
import { nameOfWorld, requireRealTime } from '../../services/dataset-from.ts';
import { livingDatasetFrom } from '../../services/world-from.ts';

/** A living world, and how fast its clock runs at first. */
interface HeldWorld {
  readonly dataset: Dataset;
  readonly rate: number;
}

/**
 * Reads the world whose clock containers share: what services read, and `PLAYGROUND_CLOCK_RATE`.
 *
 * @returns undefined for a still world, which has the real time: no container follows a clock then
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable
 */
export function heldWorldFrom(settings: EnvironmentSettings): HeldWorld | undefined {
  const world = settings.parsed('PLAYGROUND_WORLD', STILL, nameOfWorld, 'PLAYGROUND_WORLD');
  if (!isLiving(world)) {
    requireRealTime(settings);
    return undefined;
  }
  const dataset = livingDatasetFrom(settings, world);
  return { dataset, rate: settings.parsed('PLAYGROUND_CLOCK_RATE', 0, rateIn, 'PLAYGROUND_CLOCK_RATE') };
}

/** An environment for those who have no part in the life of the world, or are told of it otherwise. */
export function withoutWorld(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PLAYGROUND_WORLD: '', PLAYGROUND_CLOCK_RATE: '' };
}

function rateIn(text: string): number {
  const rate = parseClockRate(text);
  if (rate !== undefined) return rate;
  throw new RangeError(`A rate is from 0 (the clock stands still) to ${FASTEST_RATE} (1 is real time).`);
}
