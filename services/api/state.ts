import { personLine } from './formats/person-line.ts';
import { RowTexts } from './formats/row-texts.ts';
import { OAuth2Records } from './oauth2/records.ts';
import type { ApiOptions } from './options.ts';
import { TokenBucket } from './token-bucket.ts';

/** All that changes while the API runs. One holder, so that reset is complete. */
export interface ApiState {
  readonly bucket: TokenBucket | undefined;
  /** People as JSON, and as lines of CSV. */
  readonly rowTexts: RowTexts;
  readonly rowLines: RowTexts;
  readonly oauth2Records: OAuth2Records;
  reset(): Promise<void> | void;
}

export function createState({
  dataset,
  rateLimit,
  journal,
  clock,
  realClock = clock,
}: Pick<ApiOptions, 'dataset' | 'rateLimit' | 'journal' | 'clock' | 'realClock'>): ApiState {
  const oauth2Records = new OAuth2Records();
  const bucket = rateLimit && new TokenBucket(rateLimit, realClock);
  return {
    bucket,
    rowTexts: new RowTexts(dataset.people, JSON.stringify),
    rowLines: new RowTexts(dataset.people, personLine),
    oauth2Records,
    reset() {
      journal.clear('api');
      bucket?.refill();
      oauth2Records.clear();
    },
  };
}
