import type { GatewayOptions } from './options.ts';
import { type Route, RouteTable } from './route-table.ts';
import { createStandInApp } from './stand-in-app.ts';
import type { TunnelEnds } from './tunnel-end.ts';

/** All that changes while the gateway runs. */
export interface State {
  /** Tells who answers for a host. */
  readonly table: RouteTable;
  /** Forgets the journal and what stand-ins remember. */
  reset(): void;
}

/** @throws PlaygroundError `ERR_BAD_OPTION` for an invalid host name */
export function createState(options: GatewayOptions, tunnelEnds: TunnelEnds): State {
  let table = new RouteTable(routesOf(options, tunnelEnds));
  return {
    get table() {
      return table;
    },
    reset() {
      options.journal.clear('gateway');
      table = new RouteTable(routesOf(options, tunnelEnds));
    },
  };
}

function routesOf(options: GatewayOptions, tunnelEnds: TunnelEnds): Route[] {
  const { dataset, clock, standIns, upstreams, allowedHosts, logger } = options;
  return [
    ...standIns.flatMap((standIn) => {
      const answer = createStandInApp(standIn, { dataset, clock }, tunnelEnds, logger);
      const { summary, source } = standIn;
      return standIn.hosts.map((host): Route => ({ kind: 'stand-in', host, summary, source, answer }));
    }),
    ...upstreams.map((upstream): Route => ({ kind: 'upstream', ...upstream })),
    ...allowedHosts.map((host): Route => ({ kind: 'allowed', host })),
  ];
}
