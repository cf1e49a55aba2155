import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../../core/playground-error.ts';
import { replaceFile } from '../../core/replace-file.ts';
import { eventFault } from './store/event-fault.ts';
import { kindOf } from './store/file-kind.ts';
import { listOf, matching, shape } from './store/shape.ts';
import type { StoreEvent } from './store/store-event.ts';

/** What a reset comes back to. */
export interface Seed {
  readonly fingerprint: string;
  readonly events: readonly StoreEvent[];
}

export type ReadSeed = Seed | { readonly fault: string };

const SEED_FILE = 'seed.json';
export const MISSING = 'is missing';

const seedFault = shape({
  fingerprint: matching(/^[0-9a-f]{64}$/, 'a fingerprint'),
  events: listOf((event) => eventFault(event)),
});

export function seedIn(directory: string): string {
  return join(directory, SEED_FILE);
}

/** The seed of a directory, or why there is none. It can always be made again, so nothing is thrown. */
export function readSeed(directory: string): ReadSeed {
  const path = seedIn(directory);
  try {
    const stats = lstatSync(path);
    if (!stats.isFile()) return { fault: `is ${kindOf(stats)}` };
    const seed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const fault = seedFault(seed, 'seed');
    if (fault !== undefined) return { fault };
    const { fingerprint, events } = seed as Seed;
    if (events[0]?.type !== 'bucket-created') return { fault: 'has no bucket' };
    return { fingerprint, events };
  } catch (error) {
    return { fault: hasCode(error, 'ENOENT') ? MISSING : 'is not JSON, or cannot be read' };
  }
}

/** Written last and in one step: a seeding that was interrupted is begun again. */
export function writeSeed(directory: string, seed: Seed): void {
  replaceFile(seedIn(directory), JSON.stringify(seed));
}
