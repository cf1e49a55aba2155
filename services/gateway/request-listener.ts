import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TimedNotebook } from '../../core/control/end-entry.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import type { ServerWorld } from '../../core/worlds/entrance.ts';
import { answerAsPlanned } from './answer-as-planned.ts';
import { answerError } from './answer-error.ts';
import { badField, GatewayError, misdirected, unexpected, upgradeRefused } from './errors.ts';
import { wrongConnectionOption } from './hop-by-hop.ts';
import { limitBodyTime, limitRestOfBody } from './limit-body-time.ts';
import { noteRequest, noteTarget } from './note.ts';
import { presentAuthority } from './parse-authority.ts';
import { observeExchange } from './recordings/observe-exchange.ts';
import type { Relay } from './relay.ts';
import { parseAbsoluteTarget, parseTunnelledTarget, type RequestTarget } from './request-target.ts';
import { nameOf, type Route } from './route-table.ts';
import type { State } from './state.ts';
import type { TunnelEnd, TunnelEnds } from './tunnel-end.ts';
import type { Address } from './upstream.ts';
import { refuseUnknownWorld } from './ways-to-world.ts';

/** What a request meets on its way. */
interface Parts {
  readonly notebook: TimedNotebook;
  readonly faults: FaultPlan;
  readonly state: State;
  readonly tunnelEnds: TunnelEnds;
  readonly relay: Relay;
  /** How long a body may take that a stand-in reads, and what is left of any body when its request is answered. */
  readonly bodyTimeoutMs: number;
  readonly world: ServerWorld | undefined;
  /** Answers those who take the gateway for a web server. */
  readonly own: RequestListener;
}

/** Answers requests: those sent to the proxy as such, and those out of the tunnels that end here. */
export function createRequestListener({
  notebook,
  faults,
  state,
  tunnelEnds,
  relay,
  bodyTimeoutMs,
  world,
  own,
}: Parts): RequestListener {
  return (request, response) => {
    limitRestOfBody(request, response, bodyTimeoutMs);
    if (isForOwnPage(request, tunnelEnds)) return own(request, response);
    const entry = noteRequest(notebook, request, response);
    try {
      refuseBadFields(request, response);
      refuseUnknownWorld(request, world);
      const end = tunnelEnds.get(request.socket);
      const target = parseAbsoluteTarget(request) ?? (end && parseTunnelledTarget(request, end.scheme));
      if (!target) return own(request, response);
      noteTarget(entry, `${target.scheme}://${target.authority}${target.path}`);
      if (end) refuseMisdirected(target, end);
      refuseUpgrade(request);
      const route = state.table.get(target);
      entry.route = nameOf(route);
      if (route.kind === 'stand-in' || route.kind === 'replay')
        limitBodyTime(request, response, bodyTimeoutMs);
      const answer = (): void => answerFrom(route, request, response, target, relay);
      if (faults.isEmpty) answer();
      else answerPlanned(faults, { request, response, target, entry, route }, answer);
    } catch (error) {
      answerError(response, error instanceof GatewayError ? error : unexpected(String(error)));
    }
  };
}

function answerPlanned(...given: Parameters<typeof answerAsPlanned>): void {
  const [, { response }] = given;
  answerAsPlanned(...given).catch((error: unknown) =>
    answerError(response, error instanceof GatewayError ? error : unexpected(String(error))),
  );
}

function isForOwnPage(request: IncomingMessage, tunnelEnds: TunnelEnds): boolean {
  return (request.url as string).startsWith('/_playground/') && !tunnelEnds.has(request.socket);
}

/** What one server would read in one way and the next in another. */
function refuseBadFields({ rawHeaders, headers }: IncomingMessage, response: ServerResponse): void {
  const refuse = (what: string): never => {
    // Where such a message ends nobody can say, so that nothing after it is read.
    response.setHeader('Connection', 'close');
    throw badField(what);
  };
  const option = wrongConnectionOption(rawHeaders);
  if (option !== undefined) refuse(`Connection names ${option}, which is not a hop-by-hop field`);
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1) refuse(`the request has ${hosts} Host fields`);
  const proto = headers['x-forwarded-proto'];
  if (proto !== undefined && proto !== 'http' && proto !== 'https') {
    refuse('X-Forwarded-Proto is neither http nor https');
  }
}

/** A connection is for one host, as its certificate is. */
function refuseMisdirected(target: RequestTarget, end: TunnelEnd): void {
  if (target.host !== end.host || target.port !== end.port) {
    throw misdirected(presentAuthority(target), presentAuthority(end));
  }
}

/**
 * A switch of protocols that a client insists on cannot be had. One to HTTP/2 is only an offer, which Java's
 * client makes with every request: it is passed over in silence (RFC 9110, section 7.8).
 */
function refuseUpgrade({ headers: { upgrade } }: IncomingMessage): void {
  if (upgrade !== undefined && upgrade.toLowerCase() !== 'h2c') throw upgradeRefused(upgrade);
}

function answerFrom(
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
  relay: Relay,
): void {
  switch (route.kind) {
    case 'stand-in':
      // As the real host would see it: no whole URL, and the Host that belongs to it (RFC 9112, section 3.2.2).
      request.url = target.path;
      request.headers.host = target.authority;
      route.answer(request, response);
      return;
    case 'replay':
      route.answer(request, response, target);
      return;
    case 'recorded':
      relay.answer(
        request,
        response,
        target,
        { ...(route.to ?? realHost(target)), isVerified: true },
        observeExchange(route, request, target),
      );
      return;
    case 'upstream':
      relay.answer(request, response, target, { ...route.to, isVerified: false });
      return;
    case 'allowed':
      relay.answer(request, response, target, { ...realHost(target), isVerified: true });
  }
}

function realHost({ host, port, scheme }: RequestTarget): Address {
  return { host, port, tls: scheme === 'https' };
}
