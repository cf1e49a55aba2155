import type { Dataset } from '../../../../fixtures/dataset.ts';
import { type Contact, contacts, listChooser, livingContacts } from '../../../../fixtures/tables/contacts.ts';

/** The contacts that there are at an instant, in the order of their ids. */
export interface ListedContacts {
  readonly size: number;
  /** Up to `count` of them from a place (from 0 on). */
  rows(from: number, count: number): readonly Contact[];
  /** How many have an id up to this one. */
  through(vid: number): number;
  /** Their ids alone. */
  ids(): readonly number[];
}

/** @returns what tells the contacts of an instant (ms since 1970) */
export function contactsOf(dataset: Dataset): (at: number) => ListedContacts {
  return dataset.plan.lives ? livingOnes(dataset) : stillContacts(dataset);
}

/** How many contacts are on each list, by its id. */
export function listSizes(dataset: Dataset, { ids }: ListedContacts): ReadonlyMap<number, number> {
  const listOf = listChooser(dataset);
  const sizes = new Map<number, number>();
  for (const vid of ids()) {
    const list = listOf(vid);
    sizes.set(list, (sizes.get(list) ?? 0) + 1);
  }
  return sizes;
}

function stillContacts(dataset: Dataset): (at: number) => ListedContacts {
  const table = contacts(dataset);
  const { size } = table;
  return (at) => ({
    size,
    rows: (from, count) =>
      Array.from({ length: Math.max(0, Math.min(count, size - from)) }, (_, place) =>
        table.row(from + place, at),
      ),
    through: (vid) => Math.min(vid, size),
    ids: () => Array.from({ length: size }, (_, index) => index + 1),
  });
}

function livingOnes(dataset: Dataset): (at: number) => ListedContacts {
  const table = livingContacts(dataset);
  return (at) => {
    const view = table.seenAt(at);
    return {
      size: view.size,
      rows: (from, count) => view.rows(from, count).map(({ values }) => values),
      // The rows count from 0, the contacts from 1.
      through: (vid) => view.idsBefore(vid),
      ids: () => view.ids(0, view.size).map((id) => id + 1),
    };
  };
}
