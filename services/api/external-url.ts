import type { Context } from 'koa';

/**
 * The address under which the client reached this path, for links in answers. Behind a proxy that is what
 * `X-Forwarded-Proto`, `-Host`, `-Port` and `-Prefix` say (the first entry, from the proxy nearest the
 * client); otherwise the Host header.
 */
export function externalUrl(ctx: Context): string {
  const protocol = forwarded(ctx, 'X-Forwarded-Proto') || ctx.protocol;
  const prefix = forwarded(ctx, 'X-Forwarded-Prefix').replace(/\/+$/, '');
  return `${protocol}://${hostOf(ctx)}${prefix}${ctx.path}`;
}

function hostOf(ctx: Context): string {
  const host = forwarded(ctx, 'X-Forwarded-Host') || ctx.get('Host') || localAddress(ctx);
  const port = forwarded(ctx, 'X-Forwarded-Port');
  const namesPort = /:\d+$/.test(host);
  const standard = port === '' || port === '80' || port === '443';
  return namesPort || standard ? host : `${host}:${port}`;
}

/** HTTP/1.0 clients may send no Host. */
function localAddress(ctx: Context): string {
  return `${ctx.socket.localAddress}:${ctx.socket.localPort}`;
}

function forwarded(ctx: Context, header: string): string {
  return (ctx.get(header).split(',')[0] ?? '').trim();
}
