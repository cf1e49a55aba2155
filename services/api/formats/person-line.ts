import { csvLine } from '../../../fixtures/files/csv.ts';
import type { Person, Row } from '../../../fixtures/index.ts';

export const PERSON_COLUMNS = [
  'id',
  'name',
  'email',
  'address',
  'company',
  'job',
  'createdAt',
  'updatedAt',
] as const;

/** A person as a line of CSV. */
export function personLine(person: Person): string {
  return csvLine(PERSON_COLUMNS.map((column) => person[column]));
}

/** The same of a world whose columns come and go. */
export function valuesLine(values: Row, columns: readonly string[]): string {
  return csvLine(columns.map((column) => values[column] ?? null));
}
