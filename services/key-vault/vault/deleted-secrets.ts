import { originOf } from '../site.ts';
import { parseName } from './parse-secret.ts';
import { presentDeleted, presentDeletedItem, presentProperties } from './present-secret.ts';
import { respondPage } from './respond-page.ts';
import { latestOf } from './secret.ts';
import { vaultRoute } from './vault-route.ts';

export const listDeleted = vaultRoute('GetDeletedSecrets', 'GET', '/deletedsecrets', (ctx, { store }) => {
  const key = ({ name }: { name: string }) => name.toLowerCase();
  respondPage(ctx, store.listDeleted(), key, (secret) => presentDeletedItem(originOf(ctx), secret));
});

export const getDeleted = vaultRoute('GetDeletedSecret', 'GET', '/deletedsecrets/:name', (ctx, { store }) => {
  ctx.body = presentDeleted(originOf(ctx), store.getDeleted(parseName(ctx['params'].name)));
});

export const recoverDeleted = vaultRoute(
  'RecoverDeletedSecret',
  'POST',
  '/deletedsecrets/:name/recover',
  (ctx, { store }) => {
    const secret = store.recover(parseName(ctx['params'].name));
    ctx.body = presentProperties(originOf(ctx), secret.name, latestOf(secret));
  },
);

export const purgeDeleted = vaultRoute(
  'PurgeDeletedSecret',
  'DELETE',
  '/deletedsecrets/:name',
  (ctx, { store }) => {
    store.purge(parseName(ctx['params'].name));
    ctx.status = 204;
  },
);
