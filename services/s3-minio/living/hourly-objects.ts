import type { Dataset } from '../../../fixtures/dataset.ts';
import { changeFile } from '../../../fixtures/files/change-file.ts';
import { changesKey } from '../../../fixtures/files/export-keys.ts';
import { livingPeople } from '../../../fixtures/tables/people.ts';
import type { SeedObject } from '../objects/seed-object.ts';
import { MOST_EXPORTED_PEOPLE } from '../objects/seeded-objects.ts';

export const HOUR = 3_600_000;
/** Where the files of changes are. */
export const CHANGES = 'changes/';
/** How long a file of changes is kept. */
const KEPT_HOURS = 24;
/** The same in ms. */
export const KEPT = KEPT_HOURS * HOUR;
/** What a file of changes holds at most: the first ones of its hour. */
const MOST_LINES = 1_000;

/** Objects that are written at the full hour. */
export interface HourlyObjects {
  readonly keys: readonly string[];
  /** When they are written, in ms since 1970. */
  readonly writtenAt: number;
  make(): Promise<readonly SeedObject[]>;
}

/** What exports of a living world there are at an instant: whole files of the last hour, and the changes of each of the last 24. */
export function hourlyObjects(dataset: Dataset, time: number): readonly HourlyObjects[] {
  const hour = Math.floor(time / HOUR) * HOUR;
  const changes = Array.from({ length: KEPT_HOURS }, (_, before) => changesOf(dataset, hour - before * HOUR));
  return [peopleAt(dataset, hour), ...changes];
}

/** Whether a file of changes can be under it, of whichever hour. */
export function isChangesKey(key: string): boolean {
  return /^changes\/\d{4}-\d\d-\d\dT\d\d\.ndjson$/.test(key);
}

function peopleAt(dataset: Dataset, writtenAt: number): HourlyObjects {
  return {
    keys: ['people/people.csv', 'people/people.ndjson', 'people/people.parquet'],
    writtenAt,
    async make() {
      const table = livingPeople(dataset);
      const rows = table.seenAt(writtenAt).rows(0, MOST_EXPORTED_PEOPLE);
      const { peopleExports } = await import('../objects/people-exports.ts');
      return peopleExports(
        table.columnsAt(writtenAt),
        rows.map(({ values }) => values),
      );
    },
  };
}

function changesOf(dataset: Dataset, writtenAt: number): HourlyObjects {
  const key = changesKey(writtenAt);
  return {
    keys: [key],
    writtenAt,
    async make() {
      const span = { after: writtenAt - HOUR, until: writtenAt };
      const lines = [...changeFile(livingPeople(dataset), span, 'ndjson', MOST_LINES)];
      return [{ key, contentType: 'application/x-ndjson', body: lines.join('') }];
    },
  };
}
