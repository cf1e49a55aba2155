import { WalkPages } from '../../core/faults/walk-pages.ts';
import { TokenBucket } from '../../core/token-bucket.ts';
import { OAuth2Records } from './oauth2/records.ts';
import type { ApiOptions } from './options.ts';
import type { PeopleSource } from './select/listed-people.ts';
import { type ListedTables, listedTables } from './select/listed-tables.ts';
import { LivingPeople } from './select/living-people.ts';
import { StillPeople } from './select/still-people.ts';

/** All that changes while the API runs. One holder, so that reset is complete. */
export interface ApiState {
  readonly bucket: TokenBucket | undefined;
  /** Whom it lists, with the rows that it keeps as text. */
  readonly people: PeopleSource;
  /** The tables that the world may have on demand. */
  readonly tables: () => ListedTables;
  readonly oauth2Records: OAuth2Records;
  /** Which page of a walk a cursor leads to, for fault plans. */
  readonly walkPages: WalkPages;
  /** How often a fault has ended all session tokens. */
  readonly sessionGeneration: { now: number };
  reset(): Promise<void> | void;
}

export function createState({
  dataset,
  rateLimit,
  journal,
  clock,
  realClock = clock,
}: Pick<ApiOptions, 'dataset' | 'rateLimit' | 'journal' | 'clock' | 'realClock'>): ApiState {
  const sessionGeneration = { now: 0 };
  const walkPages = new WalkPages();
  const oauth2Records = new OAuth2Records();
  const bucket = rateLimit && new TokenBucket(rateLimit, realClock);
  return {
    bucket,
    people: dataset.plan.lives ? new LivingPeople(dataset) : new StillPeople(dataset.people),
    tables: listedTables(dataset),
    oauth2Records,
    walkPages,
    sessionGeneration,
    reset() {
      journal.clear('api');
      bucket?.refill();
      oauth2Records.clear();
      walkPages.clear();
      sessionGeneration.now = 0;
    },
  };
}
