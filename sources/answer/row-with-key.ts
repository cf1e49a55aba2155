import type { LivingRow, LivingTable } from '../../fixtures/living-table.ts';
import { noSuchRow } from './errors.ts';

const WHOLE = /^(0|-?[1-9]\d{0,14})$/;

/**
 * The row with a key that a client has written.
 *
 * @throws SourceError 404 where there is none
 */
export function rowWithKey(table: LivingTable, key: string, at: number): LivingRow {
  const [column = ''] = table.key;
  const type = table.columnsAt(at).find(({ name }) => name === column)?.type;
  const value = type?.kind === 'integer' && WHOLE.test(key) ? Number(key) : key;
  const found = table.seenAt(at).find({ [column]: value });
  if (found === undefined || 'deletedAt' in found) throw noSuchRow(table.name, key);
  return found;
}
