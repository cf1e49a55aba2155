import type { WorldTable } from '../../fixtures/world-table.ts';
import { lastPart } from '../mapping/same-name.ts';
import type { Asked } from './asked.ts';

/** Routes of the API whose rows are not people. */
const ROUTES: Readonly<Record<string, string>> = {
  cursors_companies: 'companies',
  cursors_departments: 'departments',
};
const OF_PEOPLE =
  /^(?:pagination|incremental|export)_|^auth_(?:http_basic|http_bearer|api_key|session_token_data|oauth2_data)$/;
const DATABASES = ['postgres', 'redshift'];

/**
 * What was asked for a table, oldest first; undefined where other sources were asked too, whose rows nobody can tell.
 *
 * @param asked all that was asked
 */
export function askedFor(asked: readonly Asked[], { name }: WorldTable): readonly Asked[] | undefined {
  const found = asked.filter((one) => isAskedFor(one, name));
  if (found.length > 0) return found;
  const isTold = asked.every(({ service }) => service === 'api' || DATABASES.includes(service));
  return isTold && (isOfApi(name) || name.includes('.')) ? [] : undefined;
}

function isAskedFor({ service, route, target }: Asked, name: string): boolean {
  if (service === 'api') {
    return route !== null && (ROUTES[route] ?? (OF_PEOPLE.test(route) ? 'people' : undefined)) === name;
  }
  if (!DATABASES.includes(service) || isOfApi(name)) return false;
  return new RegExp(`\\b${lastPart(name)}\\b`, 'i').test(target ?? '');
}

function isOfApi(name: string): boolean {
  return name === 'people' || Object.values(ROUTES).includes(name);
}
