import type { Context } from 'koa';
import type { KeyVault } from '../route.ts';
import { unknownTenant } from './errors.ts';

/**
 * The tenant of the path.
 *
 * @throws IdentityError AADSTS90002 for any but ours
 */
export function requireTenant(
  ctx: Context,
  { tenantId }: KeyVault,
  error: 'invalid_request' | 'invalid_tenant',
): string {
  const tenant: string = ctx['params'].tenant;
  if (tenant.toLowerCase() !== tenantId.toLowerCase()) throw unknownTenant(tenant, error);
  return tenantId;
}
