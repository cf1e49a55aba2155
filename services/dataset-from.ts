import { type Clock, systemClock } from '../core/clock.ts';
import type { EnvironmentSettings } from '../core/env.ts';
import { AN_INSTANT, instantOf } from '../core/parse-instant.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { createDataset, type Dataset, type DatasetOptions, DEFAULT_DATASET } from '../fixtures/dataset.ts';
import { isLiving, parseWorld, STILL } from '../fixtures/living/world-plan.ts';

/**
 * The world that a service shows: reads `PLAYGROUND_SEED`, `PLAYGROUND_RECORDS`, `PLAYGROUND_ANCHOR` and `PLAYGROUND_WORLD`, and refuses
 * what only services that run together have: a living `PLAYGROUND_WORLD`, `PLAYGROUND_CLOCK_RATE` other than 1.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable; RangeError for a number that no dataset has
 */
export function datasetFrom(settings: EnvironmentSettings): Dataset {
  const world = requireRealTime(settings);
  return createDataset({ ...worldOf(settings), world });
}

/** What was asked of a world, but how it lives. */
export function worldOf(settings: EnvironmentSettings): Omit<DatasetOptions, 'world'> {
  const integer = (name: string, fallback: number): number => settings.integer(name, fallback, name);
  const anchor = settings.text('PLAYGROUND_ANCHOR', '', 'PLAYGROUND_ANCHOR');
  return {
    seed: integer('PLAYGROUND_SEED', DEFAULT_DATASET.seed),
    records: integer('PLAYGROUND_RECORDS', DEFAULT_DATASET.records),
    anchor: parseAnchor('PLAYGROUND_ANCHOR', anchor || undefined, systemClock),
  };
}

/**
 * Nobody moves the clocks of services that run apart together.
 *
 * @returns the name of the world, which is still
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable that asks for it
 */
export function requireRealTime(settings: EnvironmentSettings): string {
  const world = settings.parsed('PLAYGROUND_WORLD', STILL, nameOfWorld, 'PLAYGROUND_WORLD');
  if (isLiving(world)) throw onlyTogether('PLAYGROUND_WORLD', world);
  const rate = settings.text('PLAYGROUND_CLOCK_RATE', '1', 'PLAYGROUND_CLOCK_RATE');
  if (Number(rate) !== 1) throw onlyTogether('PLAYGROUND_CLOCK_RATE', rate);
  return world;
}

/** @throws RangeError that says which worlds there are */
export function nameOfWorld(text: string): string {
  return parseWorld(text).name;
}

function onlyTogether(variable: string, value: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${variable} is '${value}', and a service that runs by itself has a still world and the real time. ` +
      'Start all of them together for a clock that can be moved: playground up, the image connector-playground, ' +
      'or Docker Compose with PLAYGROUND_WORLD=living.',
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
  const time = instantOf(anchor);
  if (time !== undefined) return time;
  throw new PlaygroundError('ERR_BAD_OPTION', `${name} must be 'now' or ${AN_INSTANT}, but is '${anchor}'.`);
}
