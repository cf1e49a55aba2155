import type { IncomingHttpHeaders } from 'node:http';
import type { Context } from 'koa';
import { badRequest } from './errors.ts';

/** A name or an address, in brackets where it is IPv6, with a port or without. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const PREFIX = /^(?:\/[\w.~!$&'()*+,;=:@%-]+)*$/;

/**
 * The address under which the client reached this path, for links in answers. Behind a proxy that is what
 * `X-Forwarded-Proto`, `-Host`, `-Port` and `-Prefix` say (the first entry, from the proxy nearest the
 * client); otherwise the Host header.
 *
 * @throws ApiError 400 when the headers make no address
 */
export function externalUrl(ctx: Context): string {
  return `${externalRoot(ctx)}${ctx.path}`;
}

/** The same of the API as a whole, without a slash at the end. */
export function externalRoot(ctx: Context): string {
  const { headers } = ctx.req;
  const protocol = (forwarded(headers, 'x-forwarded-proto') || ctx.protocol).toLowerCase();
  const prefix = withoutSlashesAtEnd(forwarded(headers, 'x-forwarded-prefix'));
  const host = hostOf(ctx);
  const root = `${protocol}://${host}${prefix}`;
  // Clients come under the same few names, request after request.
  if (root === lastAddress) return root;
  const isAddress =
    (protocol === 'http' || protocol === 'https') &&
    HOST.test(host) &&
    PREFIX.test(prefix) &&
    URL.canParse(root) &&
    // Nothing that a browser would read as another path, such as `/../a`.
    new URL(root).pathname === (prefix || '/');
  if (!isAddress) {
    throw badRequest('bad_host', `'${root}' is not a valid address. Check Host and the X-Forwarded headers.`);
  }
  lastAddress = root;
  return root;
}

/** The last that was found to be one. */
let lastAddress = '';

function hostOf({ req, socket }: Context): string {
  // HTTP/1.0 clients may send no Host.
  const asked = req.headers.host || `${socket.localAddress}:${socket.localPort}`;
  const host = forwarded(req.headers, 'x-forwarded-host') || asked;
  const port = forwarded(req.headers, 'x-forwarded-port');
  const standard = port === '' || port === '80' || port === '443';
  return standard || /:\d+$/.test(host) ? host : `${host}:${port}`;
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function forwarded(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? (value.split(',', 1)[0] as string).trim() : '';
}
