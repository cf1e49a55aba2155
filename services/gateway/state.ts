import type { RequestListener } from 'node:http';
import type { Recording } from '../../recordings/recording.ts';
import { createSourceApp, plannedErrorBody } from '../../sources/answer/source-app.ts';
import type { SourceDeclaration } from '../../sources/declaration.ts';
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
  const { sources, journal } = options;
  let others = otherRoutes(options, tunnelEnds);
  let declared = new Map<SourceDeclaration, readonly Route[]>();
  let shown = sources.all;
  const make = (): RouteTable => {
    shown = sources.all;
    // Those that have not changed remember what they know of their clients.
    declared = new Map(shown.map((one) => [one, declared.get(one) ?? sourceRoutes(one, options)]));
    return new RouteTable([...others.imitated, ...[...declared.values()].flat(), ...others.real]);
  };
  let table = make();
  return {
    get table() {
      if (sources.all !== shown) table = make();
      return table;
    },
    reset() {
      journal.clear('gateway');
      others = otherRoutes(options, tunnelEnds);
      declared = new Map();
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

/** All but those of declared sources: stand-ins, which the sources win over, and whoever wins over the sources. */
function otherRoutes(options: GatewayOptions, tunnelEnds: TunnelEnds) {
  const { dataset, clock, standIns: imitated, upstreams, allowedHosts, logger } = options;
  return {
    imitated: imitated.flatMap((standIn) => {
      const create = (): RequestListener => createStandInApp(standIn, { dataset, clock }, tunnelEnds, logger);
      // Those of others are made at once, so that what is wrong with one is said at the start.
      const answer = OWN.has(standIn) ? whenAsked(create) : create();
      const { summary, source, asked } = standIn;
      return standIn.hosts.map(
        (host): Route => ({ kind: 'stand-in', host, summary, source, answer, ...(asked && { asked }) }),
      );
    }),
    real: [
      ...upstreams.map((upstream): Route => ({ kind: 'upstream', ...upstream })),
      ...allowedHosts.map((host): Route => ({ kind: 'allowed', host })),
      ...replayRoutes(options),
      ...recordedRoutes(options),
    ],
  };
}

function sourceRoutes(
  declaration: SourceDeclaration,
  { dataset, clock, realClock, logger }: GatewayOptions,
): readonly Route[] {
  const { answer, asked } = createSourceApp(declaration, { dataset, clock, realClock }, logger, knownOf);
  const { name, documentation, hosts } = declaration;
  return hosts.map(
    (host): Route => ({
      ...{ kind: 'stand-in', host, answer, asked },
      plannedError: (status) => plannedErrorBody(declaration, status),
      summary: `${name}, a source of one's own`,
      source: documentation,
    }),
  );
}

function recordedRoutes({ recording, realClock }: GatewayOptions): Route[] {
  return (recording?.hosts ?? []).map((host) => ({
    kind: 'recorded',
    ...host,
    recording: recording as Recording,
    clock: realClock,
  }));
}
