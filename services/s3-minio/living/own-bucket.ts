import { createHash } from 'node:crypto';
import { deleteMarker } from '../operations/delete-object.ts';
import { newVersionId } from '../operations/version-id.ts';
import { VERSIONING } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import type { Store } from '../store/store.ts';
import { EXPORTED_AT, type ExportBucket } from './export-bucket.ts';

/** A bucket of the store in this process: what is exported has the time of the world as its `LastModified`. */
export function ownBucket(store: Store, bucket: string): ExportBucket {
  return {
    exists: async () => store.hasBucket(bucket),
    keys: async (prefix) =>
      store
        .bucket(bucket)
        .keys()
        .filter((key) => key.startsWith(prefix)),
    async find(key) {
      const found = store.bucket(bucket).current(key);
      return found && (found.isExport === true ? found.lastModified : 'no export');
    },
    async write({ key, contentType, body }, writtenAt) {
      const { blobs } = store;
      const bytes = Buffer.from(body);
      const stored = await blobs.write([bytes]);
      try {
        const version: ObjectVersion = {
          key,
          versionId: store.bucket(bucket).nextVersionId(newVersionId),
          isDeleteMarker: false,
          lastModified: writtenAt,
          etag: createHash('md5').update(bytes).digest('hex'),
          sizeBytes: bytes.length,
          content: [stored],
          headers: { 'content-type': contentType },
          metadata: { [EXPORTED_AT]: new Date(writtenAt).toISOString() },
          tags: {},
          isExport: true,
        };
        store.commit({ type: 'version-written', bucket, version }, writtenAt);
      } finally {
        // Whoever holds the version holds its bytes.
        blobs.release(stored.blob);
      }
    },
    async remove(key, at) {
      const held = store.bucket(bucket);
      const found = held.current(key);
      if (found === undefined) return;
      if (held.settings.get(VERSIONING) === undefined) {
        store.commit({ type: 'version-removed', bucket, key, versionId: found.versionId }, at);
      } else {
        const version = deleteMarker(key, held.nextVersionId(newVersionId), at);
        store.commit({ type: 'version-written', bucket, version }, at);
      }
    },
  };
}
