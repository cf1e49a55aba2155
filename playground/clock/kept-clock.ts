import { isClockRate } from '../../core/clock-rate.ts';
import { damagedFile, find } from '../../core/damaged-file.ts';
import type { Logger } from '../../core/logger.ts';
import { parseInstant } from '../../core/parse-instant.ts';
import { replaceFile } from '../../core/replace-file.ts';
import { type ClockReading, LAST_MS } from '../../core/world-clock.ts';
import type { DatasetOptions } from '../../fixtures/dataset.ts';
import { unlike } from '../unlike.ts';

/** What the file has: which world the clock belongs to, and what it showed. */
interface KeptClock extends Omit<DatasetOptions, 'anchor'> {
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly rate: number;
  readonly anchor: string;
}

const SAMPLE: KeptClock = { now: '', rate: 0, world: '', anchor: '', seed: 0, records: 0 };
const REMEDY =
  'Remove it: the clock then goes on from the instant that the database has reached, or begins at the anchor if there is none.';

/**
 * What a clock showed when its process ended.
 *
 * @returns undefined where it is to begin: there is no file, or it is that of another world, which the log then says
 *   (`clock_begins_again`)
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a file which is damaged, or says what no clock of this world shows
 */
export async function readKeptClock(
  file: string,
  world: DatasetOptions,
  logger: Logger,
): Promise<ClockReading | undefined> {
  const { text, damage } = await find(file);
  if (damage !== undefined) throw damagedFile(file, damage, REMEDY);
  if (text === undefined) return undefined;
  const kept = parse(file, text);
  const { now, rate } = readingOf(file, kept);
  const [found, asked] = [describe(kept), describe({ ...world, anchor: isoOf(world.anchor) })];
  if (found !== asked) {
    logger('clock_begins_again', { file, kept: kept.now, of: found, asked });
    return undefined;
  }
  if (now < world.anchor)
    throw damagedFile(file, `has '${kept.now}', which is before the anchor ${kept.anchor}`, REMEDY);
  return { now, rate };
}

/** In one step: whoever reads the file afterwards finds what the clock shows now, or what it showed before. */
export function writeKeptClock(
  file: string,
  { now, rate }: ClockReading,
  { world, anchor, seed, records }: DatasetOptions,
): void {
  const kept: KeptClock = { now: isoOf(now), rate, world, anchor: isoOf(anchor), seed, records };
  replaceFile(file, `${JSON.stringify(kept)}\n`);
}

function parse(file: string, text: string): KeptClock {
  try {
    const json: unknown = JSON.parse(text);
    const difference = unlike(SAMPLE, json);
    if (difference !== undefined) throw new Error(difference);
    return json as KeptClock;
  } catch (error) {
    throw damagedFile(file, `is damaged: ${(error as Error).message}`, REMEDY, error);
  }
}

function readingOf(file: string, { now, rate }: KeptClock): ClockReading {
  const time = parseInstant(now);
  if (time === undefined) throw damagedFile(file, `has '${now}', which is no instant`, REMEDY);
  if (time > LAST_MS) throw damagedFile(file, `has '${now}', and clocks end with the year 9999`, REMEDY);
  if (!isClockRate(rate)) throw damagedFile(file, `has ${rate}, at which no clock runs`, REMEDY);
  return { now: time, rate };
}

function describe({ world, anchor, seed, records }: Omit<KeptClock, 'now' | 'rate'>): string {
  return `world ${world}, seed ${seed}, ${records} records, anchor ${anchor}`;
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
