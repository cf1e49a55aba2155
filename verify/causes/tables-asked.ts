import type { WorldTable } from '../../fixtures/world-table.ts';
import { lastPart } from '../mapping/same-name.ts';
import type { Asked } from './asked.ts';

/** Routes that show other rows than people. */
const ROUTES: Readonly<Record<string, string>> = {
  cursors_companies: 'companies',
  cursors_departments: 'departments',
};
const OF_PEOPLE =
  /^(?:pagination|incremental|export)_|^auth_(?:http_basic|http_bearer|api_key|session_token_data|oauth2_data)$/;
const KNOWN_ROUTE = /^(?:pagination|incremental|export|auth|cursors)_/;
/** Of databases and of what leads to them. */
const STATEMENT = 'query';
const WITHOUT_ROWS: readonly (string | null)[] = ['login', 'tunnel', 'cancel'];

/**
 * What was asked for a table, oldest first; undefined where things were asked of which nobody can tell whose rows they are.
 *
 * @param asked all that was asked
 */
export function askedFor(asked: readonly Asked[], { name }: WorldTable): readonly Asked[] | undefined {
  const found = asked.filter((one) => isAskedFor(one, name));
  if (found.length > 0) return found;
  return asked.every(isTold) && (hasRoutes(name) || name.includes('.')) ? [] : undefined;
}

function isAskedFor({ operation, route, target }: Asked, name: string): boolean {
  if (operation === STATEMENT) {
    return !hasRoutes(name) && new RegExp(`\\b${lastPart(name)}\\b`, 'i').test(target ?? '');
  }
  return route !== null && (ROUTES[route] ?? (OF_PEOPLE.test(route) ? 'people' : undefined)) === name;
}

function isTold({ operation, route }: Asked): boolean {
  return operation === STATEMENT || WITHOUT_ROWS.includes(operation) || KNOWN_ROUTE.test(route ?? '');
}

function hasRoutes(name: string): boolean {
  return name === 'people' || Object.values(ROUTES).includes(name);
}
