import type { IncomingMessage } from 'node:http';
import { badTarget } from './errors.ts';
import { type HostAndPort, parseAuthority } from './parse-authority.ts';

/** What a request asks for, whichever way it says so. */
export interface RequestTarget extends HostAndPort {
  readonly scheme: 'http' | 'https';
  /** The host as the client spelled it: signatures are made over this text. */
  readonly authority: string;
  /** Path and query to the letter: nothing is decoded, and no dots are resolved. */
  readonly path: string;
}

const ABSOLUTE_FORM = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)/i;
const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/**
 * Reads the target in absolute-form, `GET http://host/path` (RFC 9112, section 3.2.2): the Host header does not
 * count then. Undefined for the other forms.
 *
 * @throws GatewayError 400 for another scheme or an invalid host
 */
export function parseAbsoluteTarget(request: IncomingMessage): RequestTarget | undefined {
  const url = request.url as string;
  const [, schemeText = '', authorityText = '', rest = ''] = ABSOLUTE_FORM.exec(url) ?? [];
  if (schemeText === '') return undefined;
  const scheme = schemeText.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') throw badTarget(url);
  const authority = authorityText.slice(authorityText.lastIndexOf('@') + 1);
  const parsed = parseAuthority(authority, DEFAULT_PORTS[scheme]);
  if (!parsed) throw badTarget(url);
  return { ...parsed, scheme, authority, path: pathOf(request.method as string, rest) };
}

function pathOf(method: string, rest: string): string {
  if (rest.startsWith('/')) return rest;
  // OPTIONS of a whole server has no path (RFC 9112, section 3.2.4).
  if (rest === '' && method === 'OPTIONS') return '*';
  return `/${rest}`;
}

/**
 * Reads the target of a request inside of a tunnel: the path from the request line, the host from the Host header.
 *
 * @throws GatewayError 400 for a Host header that names none
 */
export function parseTunnelledTarget(
  request: IncomingMessage,
  scheme: RequestTarget['scheme'],
): RequestTarget {
  const authority = request.headers.host ?? '';
  const parsed = parseAuthority(authority, DEFAULT_PORTS[scheme]);
  if (!parsed) throw badTarget(`Host: ${authority}`);
  return { ...parsed, scheme, authority, path: request.url as string };
}
