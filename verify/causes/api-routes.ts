import type { Row } from '../../fixtures/table.ts';
import { type Asked, parametersOf } from './asked.ts';

/** Routes whose answers hold all rows that were updated since an instant, without pages. */
const WITHOUT_PAGES: Readonly<Record<string, string>> = {
  cursors_companies: 'companies',
  cursors_departments: 'departments',
  tables_children: 'children',
};
/** Routes of tables on demand, which have pages. */
const ON_DEMAND: Readonly<Record<string, string>> = {
  tables_looks: 'looks',
  tables_names: 'names',
  tables_numbers: 'numbers',
  tables_parents: 'parents',
};
const OF_PEOPLE =
  /^(?:pagination|incremental|export)_|^auth_(?:http_basic|http_bearer|api_key|session_token_data|oauth2_data)$/;
const KNOWN = /^(?:pagination|incremental|export|auth|cursors|tables)_/;
/** Tells of rows that are gone, and so holds none. */
const DELETES = 'incremental_deleted';
/** Tells of rows that have changed and, if asked to, of those that are gone, by pages of which the journal keeps no places. */
const CHANGES = 'incremental_changes';
const STRICT: readonly (string | null)[] = ['incremental_timestamp', DELETES];
/** A walk with deletes, as its cursor says. */
const WALK_WITH_DELETED = ' changed or deleted ';
/** Which parent a path names, and the column in which a child has it. */
const PARENTS_OF_PATHS: readonly (readonly [path: RegExp, column: string])[] = [
  [/^\/cursors\/\+?0*(\d+)\/departments/, 'company_id'],
  [/^\/tables\/parents\/0*(\d+)\/children/, 'parentId'],
];

/** The table whose rows a route of the API shows; undefined where it shows none, or is of another service. */
export function tableOfRoute({ route }: Asked): string | undefined {
  if (route === null) return undefined;
  return WITHOUT_PAGES[route] ?? ON_DEMAND[route] ?? (OF_PEOPLE.test(route) ? 'people' : undefined);
}

/** Whether it is known of a route which rows it shows, if any. */
export function isKnownRoute({ route }: Asked): boolean {
  return KNOWN.test(route ?? '');
}

export function hasRoutes(table: string): boolean {
  return ['people', ...Object.values(WITHOUT_PAGES), ...Object.values(ON_DEMAND)].includes(table);
}

/** Whether the answer tells who is gone. */
export function routeTellsDeletes(asked: Asked): boolean {
  const { route } = asked;
  if (route === DELETES) return true;
  if (route !== CHANGES) return false;
  const query = parametersOf(asked);
  const cursor = Buffer.from(query.get('scroll_param') ?? '', 'base64').toString('latin1');
  return query.get('include_deleted') === 'true' || cursor.includes(WALK_WITH_DELETED);
}

/** Whether the journal has the places of the rows in an answer. */
export function hasPlaces({ route }: Asked): boolean {
  return route !== CHANGES;
}

/** Whether a route tells of rows that are gone, and of no others. */
export function isOfDeletes({ route }: Asked): boolean {
  return route === DELETES;
}

/** Whether a route gives what was updated after an instant, and not what was updated at it. */
export function isStrict({ route }: Asked): boolean {
  return STRICT.includes(route);
}

/** Whether an answer has no pages, so that it holds whatever of the table it is asked for. */
export function hasNoPages({ route }: Asked): boolean {
  return route !== null && route in WITHOUT_PAGES;
}

/** Whether a row belongs to what a path names: departments are asked for by company, children by parent. */
export function isOfPath({ target }: Asked, row: Row): boolean {
  return PARENTS_OF_PATHS.every(([path, column]) => {
    const parent = path.exec(target ?? '')?.[1];
    return parent === undefined || Number(parent) === row[column];
  });
}
