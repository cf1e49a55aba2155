import type { Context } from 'koa';
import { originOf } from '../site.ts';
import { secretDisabled } from './errors.ts';
import { parseChange, parseName, parseValue } from './parse-secret.ts';
import { presentDeleted, presentItem, presentProperties, presentSecret } from './present-secret.ts';
import { readJson } from './read-json.ts';
import { respondPage } from './respond-page.ts';
import { latestOf, type SecretVersion } from './secret.ts';
import { vaultRoute } from './vault-route.ts';

export const setSecret = vaultRoute('SetSecret', 'PUT', '/secrets/:name', async (ctx, { store }) => {
  const name = nameIn(ctx);
  const body = await readJson(ctx);
  const version = store.set(name, parseValue(body), parseChange(body));
  ctx.body = presentSecret(originOf(ctx), store.get(name).name, version);
});

export const getSecret = vaultRoute('GetSecret', 'GET', '/secrets/:name', (ctx, { store }) => {
  const secret = store.get(nameIn(ctx));
  respondValue(ctx, secret.name, latestOf(secret));
});

export const getSecretVersion = vaultRoute(
  'GetSecret',
  'GET',
  '/secrets/:name/:version',
  (ctx, { store }) => {
    const { name } = store.get(nameIn(ctx));
    respondValue(ctx, name, store.version(name, ctx['params'].version));
  },
);

export const listSecrets = vaultRoute('GetSecrets', 'GET', '/secrets', (ctx, { store }) => {
  const key = ({ name }: { name: string }) => name.toLowerCase();
  respondPage(ctx, store.list(), key, (secret) => presentItem(originOf(ctx), secret));
});

/** In the order of their identifiers, which says nothing of their age: that is Azure's order too. */
export const listVersions = vaultRoute(
  'GetSecretVersions',
  'GET',
  '/secrets/:name/versions',
  (ctx, { store }) => {
    const { name, versions } = store.get(nameIn(ctx));
    const sorted = [...versions].sort((one, other) => (one.id < other.id ? -1 : 1));
    const present = (version: SecretVersion) => presentProperties(originOf(ctx), name, version);
    respondPage(ctx, sorted, ({ id }) => id, present);
  },
);

export const updateSecret = vaultRoute(
  'UpdateSecret',
  'PATCH',
  '/secrets/:name/:version',
  async (ctx, { store }) => {
    const { name } = store.get(nameIn(ctx));
    const change = parseChange(await readJson(ctx));
    ctx.body = presentProperties(originOf(ctx), name, store.update(name, ctx['params'].version, change));
  },
);

/** Without a version the latest is meant. */
export const updateLatest = vaultRoute('UpdateSecret', 'PATCH', '/secrets/:name', async (ctx, { store }) => {
  const secret = store.get(nameIn(ctx));
  const change = parseChange(await readJson(ctx));
  const updated = store.update(secret.name, latestOf(secret).id, change);
  ctx.body = presentProperties(originOf(ctx), secret.name, updated);
});

export const deleteSecret = vaultRoute('DeleteSecret', 'DELETE', '/secrets/:name', (ctx, { store }) => {
  ctx.body = presentDeleted(originOf(ctx), store.delete(nameIn(ctx)));
});

/** @throws VaultError 403: the value of a disabled version is kept, but not told */
function respondValue(ctx: Context, name: string, version: SecretVersion): void {
  if (!version.enabled) throw secretDisabled();
  ctx.body = presentSecret(originOf(ctx), name, version);
}

function nameIn(ctx: Context): string {
  return parseName(ctx['params'].name);
}
