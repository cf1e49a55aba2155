import { statSync } from 'node:fs';
import { AN_INSTANT, instantOf } from '../core/parse-instant.ts';
import { createDataset } from '../fixtures/dataset.ts';
import { parseWorld } from '../fixtures/living/world-plan.ts';
import { nonEmptyText, refused } from './support/checks.ts';

/** As `playground up --anchor` takes it. @throws PlaygroundError `ERR_BAD_OPTION`, as do the others */
export function anchorText(anchor: Date | string): string {
  if (anchor === 'now') return anchor;
  const time = instantOf(anchor) ?? Number.NaN;
  try {
    createDataset({ anchor: time });
  } catch {
    throw refused('withAnchor', `'now', a Date before the year 10000, or ${AN_INSTANT}`, anchor);
  }
  return new Date(time).toISOString();
}

/** As `playground up --world` takes it. */
export function worldText(world: string): string {
  try {
    parseWorld(world);
    return world;
  } catch {
    throw refused('withWorld', "'still', 'living', or 'living' with more as in 'living+late'", world);
  }
}

/** As `playground up --clock-rate` takes it. */
export function rate(asked: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value <= 1e6) return value;
  throw refused(asked, 'a number from 0 to 1000000', value);
}

/** The path of a file that is there. */
export function moduleOf(file: string): string {
  const takes = 'the path of a module on this machine';
  nonEmptyText('withStandIns', takes, file);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw refused('withStandIns', takes, file, ' There is no such file.');
  return file;
}

export function textList(asked: string, values: string[]): string[] {
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
  throw refused(asked, 'an array of texts', values);
}
