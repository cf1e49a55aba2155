import type { SeedObject } from '../objects/seed-object.ts';

/** User metadata of an export: the instant of the world at which it was written, in ISO 8601. */
export const EXPORTED_AT = 'exported-at';

/** Where a living world is exported to: a bucket in this process, or one of a store that runs elsewhere. */
export interface ExportBucket {
  /** Clients may have deleted it. */
  exists(): Promise<boolean>;
  /** All that are there under a prefix, whoever wrote them. */
  keys(prefix: string): Promise<readonly string[]>;
  /** What is under a key: when it was exported (ms since 1970), or that it is no export; undefined when nothing is. */
  find(key: string): Promise<number | 'no export' | undefined>;
  write(object: SeedObject, writtenAt: number): Promise<void>;
  /** @param at when it goes, in ms since 1970 */
  remove(key: string, at: number): Promise<void>;
}
