import { S3Error } from '../errors.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import type { Store } from '../store/store.ts';
import { findVersion } from './find-version.ts';
import type { Call } from './operation.ts';
import { checkCopySource } from './preconditions.ts';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly version: ObjectVersion;
}

/** What `x-amz-copy-source` names, its conditions checked. @throws S3Error InvalidArgument, NoSuchKey, … */
export function findCopySource({ headers, store }: Call): CopySource {
  const { bucket, key, versionId } = parseCopySource(headers['x-amz-copy-source'] ?? '');
  const version = findSource(store, { bucket, key, versionId });
  checkCopySource(headers, version);
  return { bucket, key, version };
}

/** A delete marker cannot be copied, however the request names it. */
function findSource(store: Store, named: Parameters<typeof findVersion>[1]): ObjectVersion {
  const isDeleteMarker =
    named.versionId !== undefined &&
    store.bucket(named.bucket).version(named.key, named.versionId)?.isDeleteMarker;
  if (!isDeleteMarker) return findVersion(store, named);
  throw new S3Error(
    'InvalidRequest',
    'The source of a copy request may not specifically refer to a delete marker by version id.',
  );
}

/** Reads `/bucket/key%20name?versionId=…`; the first slash may be missing or encoded. */
function parseCopySource(header: string): { bucket: string; key: string; versionId: string | undefined } {
  const [, path = '', versionId] = /^(.*?)(?:\?versionId=(.*))?$/s.exec(header) ?? [];
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw invalidSource(header);
  }
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decoded) ?? [];
  if (bucket === undefined || key === undefined) throw invalidSource(header);
  return { bucket, key, versionId };
}

function invalidSource(header: string): S3Error {
  return new S3Error(
    'InvalidArgument',
    `Copy Source must mention the source bucket and key, as in /sourcebucket/sourcekey, but is '${header}'.`,
  );
}
