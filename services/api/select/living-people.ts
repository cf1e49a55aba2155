import type { Dataset } from '../../../fixtures/dataset.ts';
import type { LivingTable } from '../../../fixtures/living-table.ts';
import type { LivingPerson } from '../../../fixtures/people.ts';
import { livingPeople } from '../../../fixtures/tables/people.ts';
import type { PersonChange } from './changed-people.ts';
import type { ListedPeople, PeopleSource } from './listed-people.ts';
import { LivingListing } from './living-listing.ts';
import type { Deletion } from './tombstones.ts';

/** The people of a world in which they come, change and go. */
export class LivingPeople implements PeopleSource {
  readonly #table: LivingTable<LivingPerson>;
  /** While the clock stands still, the same is asked for again and again. */
  #last: { readonly at: number; readonly listed: ListedPeople } | undefined;

  constructor(dataset: Dataset) {
    this.#table = livingPeople(dataset);
  }

  seenAt(at: number): ListedPeople {
    if (this.#last?.at !== at) {
      const columns = this.#table.columnsAt(at).map(({ name }) => name);
      this.#last = { at, listed: new LivingListing(this.#table.seenAt(at), columns) };
    }
    return this.#last.listed;
  }

  *deletions(after: number, until: number): Generator<Deletion> {
    for (const { at, seenAt, row } of this.#table.deletions(after, until)) {
      yield { id: row.values.id, at, seenAt };
    }
  }

  *changes(after: number, until: number): Generator<PersonChange> {
    for (const { kind, at, seenAt, row } of this.#table.lastChanges(after, until)) {
      yield { seenAt, deletedAt: kind === 'delete' ? at : undefined, person: row?.values };
    }
  }
}
