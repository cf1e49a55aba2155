import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import type { Asked } from '../../core/faults/asked.ts';
import { hostPattern } from '../../core/host-pattern.ts';
import type { Recording } from '../../recordings/recording.ts';
import { unknownHost, unknownPort } from './errors.ts';
import type { HostAndPort } from './parse-authority.ts';
import type { RequestTarget } from './request-target.ts';
import type { Address } from './upstream.ts';

/** Who answers for a host: somebody in this process, a recording, another service, or the real host. */
export type Route =
  | {
      readonly kind: 'stand-in';
      readonly host: string;
      readonly summary: string;
      readonly source: string;
      readonly answer: RequestListener;
      /** The body of an error that the fault plan asks for, in this host's form. */
      readonly plannedError?: (status: number) => string;
      /** What a fault plan may look at of a request besides; left out where nobody can tell. */
      readonly asked?: (request: IncomingMessage, url: URL) => Promise<Partial<Asked> | undefined>;
    }
  | {
      readonly kind: 'replay';
      readonly host: string;
      readonly port?: number;
      readonly answer: (request: IncomingMessage, response: ServerResponse, target: RequestTarget) => void;
    }
  | {
      readonly kind: 'recorded';
      readonly host: string;
      /** Left out: where the name leads to. */
      readonly to?: Address;
      readonly recording: Recording;
      /** The real time: what a real host answers belongs to it. */
      readonly clock: Clock;
    }
  | { readonly kind: 'upstream'; readonly host: string; readonly port?: number; readonly to: Address }
  | { readonly kind: 'allowed'; readonly host: string };

const WEB_PORTS = [80, 443];

/** Knows who answers for a host. An exact name wins over a pattern, a long pattern over a short one, the later over the earlier. */
export class RouteTable {
  readonly routes: readonly Route[];
  readonly #ranked: ReadonlyArray<{ readonly route: Route; readonly matches: (host: string) => boolean }>;

  /** @throws PlaygroundError `ERR_BAD_OPTION` for a text that is not a host name */
  constructor(routes: readonly Route[]) {
    this.routes = routes;
    this.#ranked = routes
      .map((route) => ({ route, ...hostPattern(route.host) }))
      .reverse()
      .sort((one, other) => other.rank - one.rank || portRank(other.route) - portRank(one.route));
  }

  /** @throws GatewayError 502 that lists the known hosts and says how to add one */
  get({ host, port }: HostAndPort): Route {
    const found = this.#ranked.find(({ route, matches }) => servesPort(route, port) && matches(host));
    if (found) return found.route;
    const isKnown = this.#ranked.some(({ matches }) => matches(host));
    throw isKnown ? unknownPort({ host, port }, this.names) : unknownHost({ host, port }, this.names);
  }

  /** Whether there can be a tunnel to a host whose bytes pass unread: to a service that speaks no HTTP, or to the real host. */
  passesOn(host: string): boolean {
    return this.#ranked.some(({ route, matches }) => isPassedOn(route) && matches(host.toLowerCase()));
  }

  /** Each once. */
  get names(): readonly string[] {
    return [...new Set(this.routes.map(nameOf))];
  }
}

function isPassedOn(route: Route): boolean {
  if (route.kind === 'upstream') return route.port !== undefined && !WEB_PORTS.includes(route.port);
  return route.kind === 'allowed';
}

function portRank(route: Route): number {
  return 'port' in route && route.port !== undefined ? 1 : 0;
}

function servesPort(route: Route, port: number): boolean {
  if (route.kind === 'allowed' || route.kind === 'recorded') return true;
  if ('port' in route && route.port !== undefined) return route.port === port;
  return WEB_PORTS.includes(port);
}

/** For people: `api.weather.gov`, `postgres:5432`. */
export function nameOf(route: Route): string {
  const isPinned = 'port' in route && route.port !== undefined;
  return isPinned ? `${route.host}:${route.port}` : route.host;
}
