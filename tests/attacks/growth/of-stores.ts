import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../../core/clock.ts';
import { silentLogger } from '../../../core/logger.ts';
import { PendingLogins } from '../../../core/pending-logins.ts';
import type { Undo } from '../../../core/undo.ts';
import { defaultBastionLimits } from '../../../services/bastion/options.ts';
import { VaultError } from '../../../services/key-vault/vault/errors.ts';
import { SecretStore } from '../../../services/key-vault/vault/secret-store.ts';
import { defaultRedshiftOptions } from '../../../services/redshift/options.ts';
import { KeptTexts } from '../../../services/redshift/relay/kept-texts.ts';
import { S3Error } from '../../../services/s3-minio/errors.ts';
import { createBlobFile } from '../../../services/s3-minio/store/blobs.ts';
import { Damage } from '../../../services/s3-minio/store/damage.ts';
import { DEFAULT_STORE_LIMITS } from '../../../services/s3-minio/store/limits.ts';
import { PastListings } from '../../../services/s3-minio/store/past-listings.ts';
import { readEventLog } from '../../../services/s3-minio/store/read-event-log.ts';
import { Store } from '../../../services/s3-minio/store/store.ts';
import { eventLogIn, openStoreFolder } from '../../../services/s3-minio/store/store-folder.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { amountOf, eachName, type Growth } from './growth.ts';

const FEWER_PIECES = 10_000;

export async function growthOfStores(undo: Undo): Promise<Growth[]> {
  return [
    growthOfSecrets(),
    ...(await growthOfS3(undo)),
    growthOfUnloads(),
    growthOfLogins('redshift', defaultRedshiftOptions.limits),
    growthOfLogins('bastion', defaultBastionLimits),
  ];
}

/** How many of the calls were not refused with an error of this kind. */
function taken(kind: typeof VaultError | typeof S3Error, call: (name: string) => void): number {
  return eachName((name) => name).filter((name) => {
    try {
      call(name);
      return true;
    } catch (error) {
      if (error instanceof kind) return false;
      throw error;
    }
  }).length;
}

function growthOfSecrets(): Growth {
  const store = new SecretStore({ vaultName: 'vault', secrets: {}, clock: () => 0 });
  return {
    where: 'key-vault',
    what: 'versions of secrets, deleted ones among them',
    bound: '5,000',
    grow: () => {
      taken(VaultError, (name) => {
        store.set(name, name, {});
        if (name.endsWith('0')) store.delete(name);
      });
      return store.size;
    },
    serves: () => {
      store.purge('name-0');
      const restored = store.set('good', 'value', {});
      return store.get('good').versions[0] === restored;
    },
  };
}

async function growthOfS3(undo: Undo): Promise<Growth[]> {
  const directory = await temporaryDirectory();
  undo.defer(async () => directory[Symbol.asyncDispose]());
  const open = async (name: string, limits = DEFAULT_STORE_LIMITS): Promise<Store> => {
    const folder = join(directory.path, name);
    await openStoreFolder(folder);
    const damage = new Damage(folder, 0, silentLogger);
    const parts = { createFile: createBlobFile, damage, limits, clock: systemClock, kept: [] };
    const store = await Store.open(folder, readEventLog(eventLogIn(folder)), parts);
    undo.defer(() => store.close());
    store.commit({ type: 'bucket-created', bucket: 'first', createdAt: 0 });
    return store;
  };
  const buckets = await open('buckets');
  const pieces = await open('pieces', { ...DEFAULT_STORE_LIMITS, pieces: FEWER_PIECES });
  const journal = await open('journal');
  const past = new PastListings();
  return [
    {
      where: 's3',
      what: 'buckets',
      bound: DEFAULT_STORE_LIMITS.buckets.toLocaleString('en-US'),
      grow: () => {
        taken(S3Error, (bucket) => buckets.commit({ type: 'bucket-created', bucket, createdAt: 0 }));
        return buckets.buckets.length;
      },
      serves: () => {
        buckets.commit({ type: 'bucket-deleted', bucket: 'name-0' });
        buckets.commit({ type: 'bucket-created', bucket: 'good', createdAt: 0 });
        return buckets.hasBucket('good') && buckets.hasBucket('first');
      },
    },
    {
      where: 's3',
      what: 'versions of objects, open uploads and parts',
      bound: DEFAULT_STORE_LIMITS.pieces.toLocaleString('en-US'),
      most: FEWER_PIECES,
      grow: () => taken(S3Error, (key) => put(pieces, key, '0')),
      serves: () => {
        pieces.commit({ type: 'version-removed', bucket: 'first', key: 'name-0', versionId: '0' });
        put(pieces, 'good', '0');
        return pieces.bucket('first').newest('good') !== undefined;
      },
    },
    {
      where: 's3',
      what: 'lines of the event log besides what the store holds',
      bound: '10,000',
      grow: async () => {
        let most = 0;
        for (let time = 0; time < 6; time += 1) {
          for (let each = 0; each < 4_000; each += 1) put(journal, 'again', 'null');
          most = Math.max(most, await linesOf(join(directory.path, 'journal', 'journal.jsonl')));
        }
        const header = 1;
        return most - header - journal.snapshot().length;
      },
      serves: () => journal.bucket('first').newest('again') !== undefined,
    },
    {
      where: 's3',
      what: 'changes that a stale listing undoes',
      bound: '10,000',
      grow: () => {
        const bucket = journal.bucket('first');
        for (let each = 0; each < 20_000; each += 1) past.note(bucket, `name-${each}`, each);
        return past.size;
      },
      serves: () => past.at(journal.bucket('first'), 0).keys().includes('name-19999'),
    },
  ];
}

function put(store: Store, key: string, versionId: string): void {
  const version = { key, versionId, isDeleteMarker: true, lastModified: 0, etag: '', sizeBytes: 0 };
  const description = { content: [], headers: {}, metadata: {}, tags: {} };
  store.commit({ type: 'version-written', bucket: 'first', version: { ...version, ...description } });
}

async function linesOf(path: string): Promise<number> {
  return (await readFile(path, 'utf8')).trimEnd().split('\n').length;
}

function growthOfUnloads(): Growth {
  const texts = new KeptTexts();
  const text = 'x'.repeat(10_000);
  return {
    where: 'redshift',
    what: 'prepared UNLOAD statements of a session, and their portals, each',
    bound: '32 MiB',
    grow: () => {
      for (const name of eachName((each) => each)) texts.set(name, text);
      return texts.size * text.length;
    },
    serves: () => texts.get('name-19999') === text && texts.get('name-0') === undefined,
  };
}

function growthOfLogins(where: string, limits: Pick<typeof defaultBastionLimits, 'maxStartups'>): Growth {
  let dropped = 0;
  const pending = new PendingLogins<string>(
    limits.maxStartups,
    () => (dropped += 1),
    () => 0.999,
  );
  return {
    where,
    what: 'connections that wait to log in',
    bound: '256',
    grow: () => {
      for (const name of eachName((each) => each)) pending.add(name);
      return pending.size;
    },
    serves: () => dropped === 20_000 - amountOf('256'),
  };
}
