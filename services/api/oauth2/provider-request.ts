import type { IncomingMessage } from 'node:http';
import { type ParsedUrlQuery, stringify } from 'node:querystring';
import { Readable } from 'node:stream';
import type { Context } from 'koa';

/** A request as oidc-provider is to see it: the client's, with what we read from it and made of it. */
export interface ProviderRequest {
  /** Below the issuer: `/token`. */
  readonly path: string;
  readonly query?: ParsedUrlQuery;
  /** A form; left out where the client sent none. */
  readonly form?: ParsedUrlQuery | undefined;
  /** What is sent besides the protocol's parameters. */
  readonly state?: ProviderState;
}

interface ProviderState {
  /** How long the access token is to be good that this request gives. */
  readonly lifetimeSeconds?: number;
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * Rebuilds the request with only the headers that its endpoints use: the answer is JSON whatever
 * a client accepts, no browser's rules (CORS) apply, and the session is always that of the one user.
 */
export function providerRequest(
  ctx: Context,
  issuer: string,
  { path, query = {}, form }: ProviderRequest,
): IncomingMessage {
  const body = Buffer.from(form ? stringify(form) : '');
  const { authorization, 'content-type': contentType } = ctx.req.headers;
  const search = stringify(query);
  const request = Readable.from(body.length > 0 ? [body] : [], { objectMode: false });
  return Object.assign(request, {
    method: ctx.method === 'HEAD' ? 'GET' : ctx.method,
    url: `${issuer}${path}${search && `?${search}`}`,
    httpVersion: ctx.req.httpVersion,
    socket: ctx.req.socket,
    headers: {
      host: new URL(issuer).host,
      accept: 'application/json',
      cookie: '_session=user',
      ...(authorization !== undefined && { authorization }),
      ...(form && { 'content-type': FORM, 'content-length': String(body.length) }),
      ...(!form && contentType && { 'content-type': contentType }),
    },
  }) as unknown as IncomingMessage;
}
