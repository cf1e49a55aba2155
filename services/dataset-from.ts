import { type Clock, systemClock } from '../core/clock.ts';
import type { EnvironmentSettings } from '../core/env.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { createDataset, type Dataset, DEFAULT_DATASET } from '../fixtures/dataset.ts';
import { parseWorld, STILL } from '../fixtures/living/world-plan.ts';

/**
 * The world that a service shows: reads `PLAYGROUND_SEED`, `PLAYGROUND_RECORDS` and `PLAYGROUND_ANCHOR`, and sees that
 * `PLAYGROUND_WORLD` is not `living`: services that run apart have no common clock.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable; RangeError for a number that no dataset has
 */
export function datasetFrom(settings: EnvironmentSettings): Dataset {
  const integer = (name: string, fallback: number): number => settings.integer(name, fallback, name);
  requireStill(settings.text('PLAYGROUND_WORLD', 'still', 'PLAYGROUND_WORLD'));
  const anchor = settings.text('PLAYGROUND_ANCHOR', '', 'PLAYGROUND_ANCHOR');
  return createDataset({
    seed: integer('PLAYGROUND_SEED', DEFAULT_DATASET.seed),
    records: integer('PLAYGROUND_RECORDS', DEFAULT_DATASET.records),
    anchor: parseAnchor('PLAYGROUND_ANCHOR', anchor || undefined, systemClock),
  });
}

function requireStill(world: string): void {
  if (parseWorld(world).name === STILL) return;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `PLAYGROUND_WORLD is '${world}', and a service that runs by itself has a still world: nobody moves the clocks of ` +
      `several services together. Use \`playground up --world ${world}\`, or the image connector-playground.`,
  );
}

/**
 * The instant before which the newest person was updated, in milliseconds.
 *
 * @param name what the setting was called where it was given
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the setting and its value
 */
export function parseAnchor(name: string, anchor: Date | string | undefined, clock: Clock): number {
  if (anchor === undefined) return DEFAULT_DATASET.anchor;
  if (anchor === 'now') return clock();
  const time = new Date(anchor).getTime();
  if (Number.isNaN(time)) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${name} must be 'now' or an instant such as 2026-01-01T00:00:00Z, but is '${anchor}'.`,
    );
  }
  return time;
}
