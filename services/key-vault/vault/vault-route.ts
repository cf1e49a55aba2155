import type { Context } from 'koa';
import type { KeyVault, Route } from '../route.ts';
import { authenticate } from './authenticate.ts';
import { missingApiVersion } from './errors.ts';

/**
 * A route of the vault: first who asks, then for which version of the API. Any version will do, because
 * secrets have looked the same in all of them. Nothing of the body is looked at before, because the SDKs
 * send their first request without one, only to be challenged.
 */
export function vaultRoute(
  name: string,
  method: Route['method'],
  path: string,
  handle: (ctx: Context, vault: KeyVault) => Promise<void> | void,
): Route {
  return {
    name,
    method,
    path,
    async handle(ctx, vault) {
      await authenticate(ctx, vault);
      if (!new URLSearchParams(ctx.querystring).get('api-version')) throw missingApiVersion();
      ctx.set({ 'Cache-Control': 'no-cache', Pragma: 'no-cache' });
      await handle(ctx, vault);
    },
  };
}
