import { type Clock, systemClock } from '../core/clock.ts';
import type { EnvironmentSettings } from '../core/env.ts';
import { FollowedClock } from '../core/followed-clock.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { createDataset, type Dataset } from '../fixtures/dataset.ts';
import { isLiving, STILL } from '../fixtures/living/world-plan.ts';
import { datasetFrom, nameOfWorld, worldOf } from './dataset-from.ts';

/** The world that a service shows, and its time. */
interface TimedWorld {
  readonly dataset: Dataset;
  readonly clock: Clock;
  /** By which clients wait. */
  readonly realClock: Clock;
  /** See `ListenOptions`. Left out: the clock is the machine's. */
  readonly catchUp?: () => Promise<void>;
}

/**
 * Reads the world of a service that can follow a clock elsewhere: what {@link datasetFrom} reads, and with
 * `PLAYGROUND_CLOCK_URL` a living `PLAYGROUND_WORLD` too. Its time is then what the clock at that URL shows.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable; RangeError for a number that no dataset has
 */
export function worldFrom(settings: EnvironmentSettings): TimedWorld {
  const url = settings.parsed('PLAYGROUND_CLOCK_URL', '', urlIn, 'PLAYGROUND_CLOCK_URL');
  const world = settings.parsed('PLAYGROUND_WORLD', STILL, nameOfWorld, 'PLAYGROUND_WORLD');
  if (url === '' || !isLiving(world))
    return { dataset: datasetFrom(settings), clock: systemClock, realClock: systemClock };
  const dataset = livingDatasetFrom(settings, world);
  const { now, catchUp } = new FollowedClock({ url, start: dataset.anchor });
  return { dataset, clock: now, realClock: systemClock, catchUp };
}

/**
 * The living world of containers that follow one clock.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for an anchor of `now`, which is another instant in each of them
 */
export function livingDatasetFrom(settings: EnvironmentSettings, world: string): Dataset {
  if (settings.text('PLAYGROUND_ANCHOR', '', 'PLAYGROUND_ANCHOR') === 'now') {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      "PLAYGROUND_ANCHOR is 'now', which is another instant in every container of a living world. " +
        'Give an instant such as 2026-01-01T00:00:00Z.',
    );
  }
  return createDataset({ ...worldOf(settings), world });
}

function urlIn(text: string): string {
  const { protocol } = URL.canParse(text) ? new URL(text) : { protocol: '' };
  if (protocol !== 'http:')
    throw new RangeError('It must be the URL of who has the clock: http://seed:9010.');
  return text.endsWith('/') ? text.slice(0, -1) : text;
}
