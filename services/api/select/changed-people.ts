import type { Row } from '../../../fixtures/index.ts';
import { isoSeconds } from '../../../fixtures/timeline.ts';

/** One thing that has happened to a person. */
export interface PersonChange {
  /** When it could be seen (ms since 1970). */
  readonly seenAt: number;
  /** When the person was deleted, if that is what has happened. */
  readonly deletedAt: number | undefined;
  /** The person after it, or as it was before the delete; undefined when something else has happened to the person since. */
  readonly person: Row | undefined;
}

/** Who was inserted or updated last, as they are; undefined for whoever is gone, and what is not the last that has happened. */
export function presentChanged({ person, deletedAt }: PersonChange): Row | undefined {
  return deletedAt === undefined ? person : undefined;
}

/** The same with whoever is gone, by two more columns. A row that is only marked as deleted is not gone. */
export function presentChangedOrDeleted({ person, deletedAt }: PersonChange): Row | undefined {
  if (person === undefined) return undefined;
  if (deletedAt === undefined) return { ...person, isDeleted: person['isDeleted'] ?? false, deletedAt: null };
  return { ...person, isDeleted: true, deletedAt: isoSeconds(deletedAt) };
}
