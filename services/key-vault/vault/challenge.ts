import type { Context } from 'koa';
import { hostOf, originOf, siteOf } from '../site.ts';

/**
 * The `WWW-Authenticate` that sends a client to the identity platform. The SDKs sign in only when the host
 * and port of the vault end in a dot and those of `resource`
 * (https://aka.ms/azsdk/blog/vault-uri), so it is whatever follows the first dot: `https://vault.azure.net`
 * for every vault under its public name, and a made-up name for clients that use an address. The tenant at the end
 * of `authorization` must be the one the client is configured with.
 */
export function challengeFor(ctx: Context, tenantId: string): string {
  const authority = siteOf(ctx) === 'vault' ? 'https://login.microsoftonline.com' : originOf(ctx);
  const parent = /^[^.[]+\.(.+)$/.exec(hostOf(ctx))?.[1] ?? 'vault.azure.net';
  return `Bearer authorization="${authority}/${tenantId}", resource="https://${parent}"`;
}
