import type { RequestListener } from 'node:http';
import type { Recording } from '../../recordings/recording.ts';
import { createSourceApp, plannedErrorBody } from '../../sources/answer/source-app.ts';
import { knownOf } from './note.ts';
import type { GatewayOptions } from './options.ts';
import { replayRoutes } from './recordings/replay-routes.ts';
import { type Route, RouteTable } from './route-table.ts';
import type { StandIn } from './stand-in.ts';
import { createStandInApp } from './stand-in-app.ts';
import { standIns } from './stand-ins/stand-ins.ts';
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
  const make = () => new RouteTable(routesOf(options, tunnelEnds));
  let table = make();
  let shown = options.sources.all;
  return {
    get table() {
      if (options.sources.all !== shown) {
        shown = options.sources.all;
        table = make();
      }
      return table;
    },
    reset() {
      options.journal.clear('gateway');
      table = make();
    },
  };
}

const OWN: ReadonlySet<StandIn> = new Set(standIns);

/** Most worlds are asked for few hosts or none, and there may be many worlds. */
function whenAsked(create: () => RequestListener): RequestListener {
  let created: RequestListener | undefined;
  return (request, response) => {
    created ??= create();
    created(request, response);
  };
}

function routesOf(options: GatewayOptions, tunnelEnds: TunnelEnds): Route[] {
  const { dataset, clock, standIns: imitated, upstreams, allowedHosts, logger } = options;
  return [
    ...imitated.flatMap((standIn) => {
      const create = (): RequestListener => createStandInApp(standIn, { dataset, clock }, tunnelEnds, logger);
      // Those of others are made at once, so that what is wrong with one is said at the start.
      const answer = OWN.has(standIn) ? whenAsked(create) : create();
      const { summary, source } = standIn;
      return standIn.hosts.map((host): Route => ({ kind: 'stand-in', host, summary, source, answer }));
    }),
    ...sourceRoutes(options),
    ...upstreams.map((upstream): Route => ({ kind: 'upstream', ...upstream })),
    ...allowedHosts.map((host): Route => ({ kind: 'allowed', host })),
    ...replayRoutes(options),
    ...recordedRoutes(options),
  ];
}

function sourceRoutes({ sources, dataset, clock, realClock, logger }: GatewayOptions): Route[] {
  return sources.all.flatMap((declaration) => {
    const app = createSourceApp(declaration, { dataset, clock, realClock }, logger, knownOf);
    const { name, documentation, hosts } = declaration;
    const { answer, asked } = app;
    return hosts.map(
      (host): Route => ({
        ...{ kind: 'stand-in', host, answer, asked },
        plannedError: (status) => plannedErrorBody(declaration, status),
        summary: `${name}, a source of one's own`,
        source: documentation,
      }),
    );
  });
}

function recordedRoutes({ recording, realClock }: GatewayOptions): Route[] {
  return (recording?.hosts ?? []).map((host) => ({
    kind: 'recorded',
    ...host,
    recording: recording as Recording,
    clock: realClock,
  }));
}
