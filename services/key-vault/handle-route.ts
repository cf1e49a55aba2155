import type { Context } from 'koa';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { meetOverHttp } from '../../core/faults/meet-over-http.ts';
import { keyVaultAbility } from './fault-ability.ts';
import { plannedFault as plannedIdentityFault } from './identity/errors.ts';
import type { KeyVault, Route } from './route.ts';
import { plannedFault } from './vault/errors.ts';

/** Answers a request by its route, or as a fault plan has it. With an empty plan nothing is done for it. */
export function handleRoute(route: Route, ctx: Context, vault: KeyVault): Promise<void> | void {
  return vault.faults.isEmpty ? route.handle(ctx, vault) : handleAsPlanned(route, ctx, vault);
}

async function handleAsPlanned({ name, handle }: Route, ctx: Context, vault: KeyVault): Promise<void> {
  const known = { service: 'key-vault', route: name, about: keyVaultAbility.routes?.[name]?.about };
  const entry = ctx.state['entry'] as JournalEntry;
  const { left } = await meetOverHttp(vault.faults, known, entry, { request: ctx.req, response: ctx.res });
  if (left === 'answer') return handle(ctx, vault);
  if (left === 'nothing') {
    ctx.respond = false;
    return;
  }
  const { status, type, body } = left;
  if (body === undefined && status >= 400)
    throw known.about === 'secrets' ? plannedFault(status) : plannedIdentityFault(status);
  if (type !== undefined) ctx.type = type;
  ctx.body = body ?? null;
  ctx.status = status;
}
