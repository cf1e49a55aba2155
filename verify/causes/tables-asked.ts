import type { WorldTable } from '../../fixtures/world-table.ts';
import { lastPart } from '../mapping/same-name.ts';
import { hasRoutes } from './api-routes.ts';
import type { Asked } from './asked.ts';
import { isKnown, tableOf } from './asked-list.ts';
import { cursorsOf } from './sql/cursors.ts';

/** Of databases and of what leads to them. */
const STATEMENT = 'query';
const WITHOUT_ROWS: readonly (string | null)[] = ['login', 'tunnel', 'cancel', 'connection', 'replication'];

/**
 * What was asked for a table, oldest first; undefined where things were asked of which nobody can tell whose rows they are.
 *
 * @param asked all that was asked
 */
export function askedFor(asked: readonly Asked[], { name }: WorldTable): readonly Asked[] | undefined {
  const cursors = cursorsOf(asked);
  const found = asked.filter((one) => asksFor(cursors.get(one)?.declared ?? one, name));
  if (found.length > 0) return found;
  return asked.every(isTold) && (hasRoutes(name) || name.includes('.')) ? [] : undefined;
}

/** Whether anything was asked for a table; undefined where nobody can tell. */
export function isAskedFor(asked: readonly Asked[] | undefined, table: WorldTable): boolean | undefined {
  const found = asked && askedFor(asked, table);
  return found && found.length > 0;
}

function asksFor(asked: Asked, name: string): boolean {
  if (asked.operation === STATEMENT) {
    return !hasRoutes(name) && new RegExp(`\\b${lastPart(name)}\\b`, 'i').test(asked.target ?? '');
  }
  return tableOf(asked) === name;
}

function isTold(asked: Asked): boolean {
  return asked.operation === STATEMENT || WITHOUT_ROWS.includes(asked.operation) || isKnown(asked);
}
