import type { Asked } from '../verify/causes/asked.ts';
import type { Need, Scenario } from './scenario.ts';

/** What a connector reads, as a calm run has shown. */
export interface Reads {
  readonly needs: readonly Need[];
  /** What stands in for `$route`, `$table` and `$object`. */
  readonly places: Readonly<Record<string, string>>;
}

const PAGED = /^(?:pagination|export|incremental|auth)_/;
const OFFSET = /[?&](?:offset|page|skip)=/;
const CURSOR = /[?&]scroll_param=/;
const SINCE = /[?&](?:since|updated_since)=/;
const CHILDREN = 'cursors_departments';

/**
 * What a connector reads, by what it asked in a run of two syncs in which nothing went wrong.
 *
 * @param asked oldest first
 */
export function readsIn(asked: readonly Asked[]): Reads {
  const requests = asked.filter(({ service }) => service === 'api');
  const route = mainRouteIn(requests.filter((one) => PAGED.test(one.route ?? '')));
  const ofRoute = requests.filter((one) => one.route === route);
  const targets = ofRoute.map(({ target }) => target ?? '');
  const known: readonly (readonly [Need, boolean])[] = [
    ['rows', requests.some(({ rows }) => rows !== null)],
    ['pages', (route?.startsWith('pagination_') ?? false) && ofRoute.length > 2],
    ['offset', targets.some((target) => OFFSET.test(target))],
    ['next', CURSOR.test(targets.join()) || route === 'pagination_next_page_url'],
    ['cursor', CURSOR.test(targets.join())],
    ['since', requests.some(({ target }) => SINCE.test(target ?? ''))],
    ['token', requests.some((one) => /token|session_login/.test(one.route ?? ''))],
    ['children', requests.some((one) => one.route === CHILDREN)],
    ['streams', requests.some((one) => one.route === 'cursors_companies') && route !== undefined],
    ['file', route?.startsWith('export_') ?? false],
    ['objects', asked.some(({ service }) => service === 's3')],
    ['statements', asked.some(({ operation }) => operation === 'query')],
  ];
  return {
    needs: known.filter(([, is]) => is).map(([need]) => need),
    places: route === undefined ? {} : { $route: route },
  };
}

/** What of a scenario's needs a connector does not have. */
export function lackingNeeds({ needs }: Scenario, reads: Reads): readonly Need[] {
  return needs.filter((need) => !reads.needs.includes(need));
}

/** The route that has served most rows. */
function mainRouteIn(requests: readonly Asked[]): string | undefined {
  const served = new Map<string, number>();
  for (const { route, rows } of requests) {
    if (route !== null && rows !== null)
      served.set(route, (served.get(route) ?? 0) + rows.last - rows.first + 1);
  }
  return [...served].sort(([, one], [, other]) => other - one)[0]?.[0];
}
