import type { Ability, RouteAbility } from '../../core/faults/ability.ts';
import type { Fault } from '../../core/faults/fault.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../core/faults/http-abilities.ts';
import type { DeclaredSources } from '../../sources/declared-sources.ts';
import { abilitiesOf } from '../../sources/walk-of.ts';
import type { RouteTable } from './route-table.ts';

/**
 * What the gateway can be made to do to requests for public hosts, whoever answers them, and to tunnels whose bytes it passes
 * on.
 *
 * @param tableNow who answers for a host
 * @param sources whose lists can be made to do more
 * @param ofStandIns what else stand-ins have names for, and can do
 */
export function gatewayAbility(
  tableNow: () => RouteTable,
  sources: DeclaredSources,
  ofStandIns: Readonly<Record<string, RouteAbility>> = {},
): Ability {
  return {
    get routes() {
      return Object.assign({}, ofStandIns, ...sources.all.map(abilitiesOf));
    },
    effects: HTTP_EFFECTS,
    on: [...HTTP_CONDITIONS, 'host'],
    tcp: {
      name: 'tunnel',
      effects: ['status', 'reset', 'hang', 'slow', 'cut', 'latency'],
      on: ['host'],
    },
    refuse: (fault) => (fault.on.tcp === undefined ? refusalOfRequest(fault) : refusalOf(fault, tableNow())),
  };
}

function refusalOfRequest({ on, do: now }: Fault): string | undefined {
  const isNamed = on.host !== undefined || on.route !== undefined || on.service !== undefined;
  if (on.sql !== undefined && !isNamed)
    return "Statements of Snowflake are meant with 'on: { host: '*.snowflakecomputing.com', sql: ... }'.";
  if (now?.sqlstate === undefined || on.sql !== undefined || on.route !== undefined) return undefined;
  return "Only statements have a SQLSTATE. Say 'on: { sql: ... }'.";
}

function refusalOf({ on, do: now, after }: Fault, table: RouteTable): string | undefined {
  if (after !== undefined)
    return "A tunnel has no answer after which something could happen. Say 'do' in place of 'after'.";
  if (typeof now?.cut === 'string')
    return `A tunnel can be cut after so many bytes, not at '${now.cut}'. Say 'cut: 1000 bytes'.`;
  if (now?.status !== undefined && on.bytes !== undefined)
    return "A tunnel that is open has no status. Say 'reset', or leave 'bytes' out.";
  if (now?.status !== undefined && now.status < 400)
    return `A tunnel that is not opened is answered with 400 to 599, not with ${now.status}.`;
  const { host } = on;
  if (host === undefined || host.includes('*') || table.passesOn(host)) return undefined;
  return `No tunnel to '${host}' is passed on: it ends in the gateway, or leads nowhere. Say 'on: { host }' without 'tcp' for requests.`;
}
