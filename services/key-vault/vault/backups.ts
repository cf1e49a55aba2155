import { originOf } from '../site.ts';
import { MOST_RESTORE_BYTES, parseBackup, presentBackup } from './backup.ts';
import { parseName } from './parse-secret.ts';
import { presentProperties } from './present-secret.ts';
import { readJson } from './read-json.ts';
import { latestOf } from './secret.ts';
import { vaultRoute } from './vault-route.ts';

export const backUp = vaultRoute(
  'BackupSecret',
  'POST',
  '/secrets/:name/backup',
  (ctx, { store, backupKey }) => {
    ctx.body = { value: presentBackup(store.get(parseName(ctx['params'].name)), backupKey) };
  },
);

export const restore = vaultRoute(
  'RestoreSecret',
  'POST',
  '/secrets/restore',
  async (ctx, { store, backupKey }) => {
    const secret = store.restore(parseBackup(await readJson(ctx, MOST_RESTORE_BYTES), backupKey));
    ctx.body = presentProperties(originOf(ctx), secret.name, latestOf(secret));
  },
);
