import { type Asked, asksSince } from '../verify/causes/asked.ts';
import { boundOf } from '../verify/causes/bound-of.ts';
import type { Need, Scenario } from './scenario.ts';
import { readsLog, type StatementsRead, statementsRead } from './statements-read.ts';

/** What a connector reads, as a calm run has shown. */
export interface Reads {
  readonly needs: readonly Need[];
  /** What stands in for `$route`, `$table` and `$query`. */
  readonly places: Readonly<Record<string, string>>;
}

const PAGED = /^(?:pagination|export|incremental|auth)_/;
const OFFSET = /[?&](?:offset|page|skip)=/;
const CURSOR = /[?&]scroll_param=/;
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
  const requests = asked.filter(({ service, route }) => service === 'api' && !ON_DEMAND.test(route ?? ''));
  const route = mainRouteIn(requests.filter((one) => PAGED.test(one.route ?? '')));
  const ofRoute = requests.filter((one) => one.route === route);
  const targets = ofRoute.map(({ target }) => target ?? '');
  const known: readonly (readonly [Need, boolean])[] = [
    ['rows', requests.some(({ rows }) => rows !== null)],
    ['pages', (route?.startsWith('pagination_') ?? false) && ofRoute.length > 2],
    [
      'fifties',
      ofRoute.some(({ rows, page }) => page?.isLast === false && rows !== null && countOf(rows) === FIFTY),
    ],
    ['offset', targets.some((target) => OFFSET.test(target))],
    ['next', CURSOR.test(targets.join()) || route === 'pagination_next_page_url'],
    ['cursor', CURSOR.test(targets.join())],
    ['since', requests.some(asksSince)],
    ['token', requests.some((one) => /token|session_login/.test(one.route ?? ''))],
    ['children', asked.some(({ route }) => CHILDREN.includes(route ?? ''))],
    ['departments', requests.some(({ route }) => route === DEPARTMENTS)],
    ...(['numbers', 'looks', 'names'] as const).map(
      (table) => [table, asked.some((one) => readsTable(one, table))] as const,
    ),
    ['streams', requests.some((one) => one.route === 'cursors_companies') && route !== undefined],
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
