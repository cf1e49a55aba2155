import type { Asked } from '../verify/causes/asked.ts';
import { asksSince, cursorOf, isByPlace, isFirstPage } from '../verify/causes/asked-list.ts';
import { boundOf } from '../verify/causes/bound-of.ts';
import { nextPageName, pageNames } from '../verify/causes/next-page.ts';
import type { Need, Scenario } from './scenario.ts';
import { readsLog, type StatementsRead, statementsRead } from './statements-read.ts';

/** What a connector reads, as a calm run has shown. */
export interface Reads {
  readonly needs: readonly Need[];
  /** What stands in for `$route`, `$table` and `$query`. */
  readonly places: Readonly<Record<string, string>>;
}

const PAGED = /^(?:pagination|export|incremental|auth)_/;
const OFFSET_OF_STATEMENT = /\boffset\b/i;
const PAGE_OF_STATEMENT = /\blimit\b|^\s*fetch\b/i;
/** What most worlds do not have. */
const ON_DEMAND = /^tables_/;
const DEPARTMENTS = 'cursors_departments';
const CHILDREN = [DEPARTMENTS, 'tables_children'];
const FIFTY = 50;

/**
 * What a connector reads, by what it asked in a run of two syncs in which nothing went wrong.
 *
 * @param asked oldest first
 */
export function readsIn(asked: readonly Asked[]): Reads {
  const requests = asked.filter(isOfSource);
  const route = mainRouteIn(requests.filter(isOfManyRows));
  const ofRoute = requests.filter((one) => one.route === route);
  const known: readonly (readonly [Need, boolean])[] = [
    ['rows', requests.some(({ rows }) => rows !== null)],
    ['pages', ofRoute.some(isPaged) && ofRoute.length > 2],
    [
      'fifties',
      ofRoute.some(({ rows, page }) => page?.isLast === false && rows !== null && countOf(rows) === FIFTY),
    ],
    ['offset', ofRoute.some(isByPlace)],
    ['next', ofRoute.some(hasCursor) || followsNext(ofRoute)],
    ['cursor', ofRoute.some(hasCursor)],
    ['since', requests.some(asksSince)],
    ['token', asked.some(isLogin)],
    ['children', asked.some(({ route }) => CHILDREN.includes(route ?? ''))],
    ['departments', requests.some(({ route }) => route === DEPARTMENTS)],
    ...(['numbers', 'looks', 'names'] as const).map(
      (table) => [table, asked.some((one) => readsTable(one, table))] as const,
    ),
    ['streams', readsSeveral(requests) && route !== undefined],
    ['file', route?.startsWith('export_') ?? false],
    ['objects', asked.some(({ service }) => service === 's3')],
    ['log', readsLog(asked)],
  ];
  const statements = statementsRead(asked);
  const needs = [...known.filter(([, is]) => is).map(([need]) => need), ...needsOf(statements)];
  return {
    needs: [...new Set(needs)],
    places: {
      ...(route !== undefined && { $route: route }),
      ...(statements && { $table: statements.table, $query: statements.pattern }),
    },
  };
}

/** Whether a request hands out a token that can end. */
function isLogin({ service, route }: Asked): boolean {
  return (service === 'api' ? /token|session_login/ : /\.token$/).test(route ?? '');
}

/** Whether a request is one of the API, or of a source that is declared. */
function isOfSource({ service, route, list }: Asked): boolean {
  return list != null || (service === 'api' && !ON_DEMAND.test(route ?? ''));
}

function isOfManyRows(asked: Asked): boolean {
  return asked.list ? asked.list.gives === 'rows' : PAGED.test(asked.route ?? '');
}

function isPaged({ list, route }: Asked): boolean {
  return list ? list.paging !== 'none' : (route?.startsWith('pagination_') ?? false);
}

/** Whether a page is asked for by a token that says where it begins, and which a source can refuse. */
function hasCursor(asked: Asked): boolean {
  return cursorOf(asked) !== undefined && asked.list?.paging !== 'after';
}

/** Whether a page is asked for as the page before it says. */
function followsNext(asked: readonly Asked[]): boolean {
  const given = new Set(asked.flatMap((one) => nextPageName(one) ?? []));
  return asked.some((one) => !isFirstPage(one) && pageNames(one).some((name) => given.has(name)));
}

/** Whether rows of another table are asked for besides. */
function readsSeveral(requests: readonly Asked[]): boolean {
  const declared = new Set(requests.flatMap(({ list }) => list?.table ?? []));
  return declared.size > 1 || requests.some(({ route }) => route === 'cursors_companies');
}

function needsOf(read: StatementsRead | undefined): readonly Need[] {
  if (read === undefined) return [];
  const targets = read.statements.map(({ target }) => target ?? '');
  const known: readonly (readonly [Need, boolean])[] = [
    ['rows', true],
    ['statements', true],
    ['pages', targets.length > 2 && targets.some((target) => PAGE_OF_STATEMENT.test(target))],
    ['offset', targets.some((target) => OFFSET_OF_STATEMENT.test(target))],
    ['since', read.walks.some((one) => boundOf(one) !== undefined)],
    ['streams', read.tables > 1],
  ];
  return known.filter(([, is]) => is).map(([need]) => need);
}

/** What of a scenario's needs a connector does not have. */
export function lackingNeeds({ needs }: Scenario, reads: Reads): readonly Need[] {
  return needs.filter((need) => !reads.needs.includes(need));
}

/** Whether a table on demand was asked for, by its route or in a statement. */
function readsTable({ operation, route, target }: Asked, table: string): boolean {
  return operation === 'query'
    ? new RegExp(`\\b${table}\\b`, 'i').test(target ?? '')
    : route === `tables_${table}`;
}

/** The route that has served most rows. */
function mainRouteIn(requests: readonly Asked[]): string | undefined {
  const served = new Map<string, number>();
  for (const { route, rows } of requests) {
    if (route !== null && rows !== null) served.set(route, (served.get(route) ?? 0) + countOf(rows));
  }
  return [...served].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function countOf({ first, last }: NonNullable<Asked['rows']>): number {
  return last - first + 1;
}
