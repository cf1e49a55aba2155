import type { Person } from '../../../fixtures/index.ts';
import { csvLine } from './csv.ts';

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
