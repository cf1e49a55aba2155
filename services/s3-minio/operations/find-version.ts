import { S3Error } from '../errors.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import type { Store } from '../store/store.ts';
import { requireVersionId } from './version-id.ts';

/**
 * The version that a request means: the one named, or else the current one.
 *
 * @throws S3Error NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidArgument; MethodNotAllowed for a delete marker asked by name
 */
export function findVersion(
  store: Store,
  { bucket, key, versionId }: { bucket: string; key: string; versionId: string | undefined },
): ObjectVersion {
  if (versionId === undefined) {
    const current = store.bucket(bucket).current(key);
    if (!current) throw new S3Error('NoSuchKey', undefined, { Key: key });
    return current;
  }
  requireVersionId(versionId);
  const version = store.bucket(bucket).version(key, versionId);
  if (!version) throw new S3Error('NoSuchVersion', undefined, { Key: key, VersionId: versionId });
  if (version.isDeleteMarker) throw new S3Error('MethodNotAllowed', 'The version is a delete marker.');
  return version;
}
