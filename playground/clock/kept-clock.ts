import { damagedFile, find } from '../../core/damaged-file.ts';
import { parseInstant } from '../../core/parse-instant.ts';
import { replaceFile } from '../../core/replace-file.ts';
import type { ClockReading } from '../../core/world-clock.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { unlike } from '../unlike.ts';

/** Which world a clock belongs to. That of another world is not gone on with. */
type ClockedWorld = Pick<Dataset, 'world' | 'anchor'>;

/** What the file has. */
interface KeptClock {
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly rate: number;
  readonly world: string;
  readonly anchor: string;
}

const REMEDY =
  'Remove it: the clock then goes on from the instant that the database has reached. Or remove all volumes to begin again.';

/**
 * What a clock showed when its process ended.
 *
 * @returns undefined where it is to begin: there is no file, or it is of another world
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a file which is damaged
 */
export async function readKeptClock(file: string, world: ClockedWorld): Promise<ClockReading | undefined> {
  const { text, damage } = await find(file);
  if (damage !== undefined) throw damagedFile(file, damage, REMEDY);
  if (text === undefined) return undefined;
  const kept = parse(file, text);
  const now = parseInstant(kept.now);
  if (now === undefined) throw damagedFile(file, `has '${kept.now}', which is no instant`, REMEDY);
  const isOfThisWorld = kept.world === world.world && kept.anchor === isoOf(world.anchor);
  return isOfThisWorld ? { now, rate: kept.rate } : undefined;
}

/** In one step: whoever reads the file afterwards finds what the clock shows now, or what it showed before. */
export function keepClock(file: string, { now, rate }: ClockReading, { world, anchor }: ClockedWorld): void {
  const kept: KeptClock = { now: isoOf(now), rate, world, anchor: isoOf(anchor) };
  replaceFile(file, `${JSON.stringify(kept)}\n`);
}

function parse(file: string, text: string): KeptClock {
  const sample: KeptClock = { now: '', rate: 0, world: '', anchor: '' };
  try {
    const json: unknown = JSON.parse(text);
    const difference = unlike(sample, json);
    if (difference !== undefined) throw new Error(difference);
    return json as KeptClock;
  } catch (error) {
    throw damagedFile(file, `is damaged: ${(error as Error).message}`, REMEDY, error);
  }
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
