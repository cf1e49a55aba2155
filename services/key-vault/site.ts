import type { Context } from 'koa';

/** Which of the two services a client speaks to. A client that uses an address, not a public name, reaches both. */
export type Site = 'vault' | 'identity' | 'both';

/** Its names in Azure's public cloud, as its own instance discovery lists them. */
export const IDENTITY_HOSTS: readonly string[] = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
];

const PLAIN_HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

export function siteOf(ctx: Context): Site {
  const name = hostOf(ctx).replace(/:\d+$/, '');
  if (name.endsWith('.vault.azure.net')) return 'vault';
  return IDENTITY_HOSTS.includes(name) ? 'identity' : 'both';
}

/** Host and port as the client has them, in lower case and without the port that goes without saying. */
export function hostOf(ctx: Context): string {
  const host = ctx.get('Host').toLowerCase().replace(/:443$/, '');
  return PLAIN_HOST.test(host) ? host : `${ctx.socket.localAddress}:${ctx.socket.localPort}`;
}

export function originOf(ctx: Context): string {
  return `https://${hostOf(ctx)}`;
}
