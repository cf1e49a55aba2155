import { checksumHeader } from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';
import { receive } from '../payload/receive.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import { parseDescription } from './object-description.ts';
import type { Answer, Call } from './operation.ts';
import { checkWrite } from './preconditions.ts';
import { newVersionId, versionIdHeader } from './version-id.ts';

const LARGEST_PUT_BYTES = 5 * 1024 ** 3;

export function putObject(call: Call): Promise<Answer> {
  call.store.bucket(call.bucket);
  requireLength(call.headers);
  return storeObject(call);
}

/** PutObject without a look at its length, which a form does not have. */
export async function storeObject(call: Call): Promise<Answer> {
  const { store, bucket, key, headers, payload, now } = call;
  const target = store.bucket(bucket);
  const description = parseDescription(headers);
  // Refuses before gigabytes travel; the check that counts is the one at the commit.
  checkWrite(headers, key, target.current(key));
  return receive(payload, headers, store.blobs, ({ stored, md5, checksum }) => {
    const current = store.bucket(bucket);
    checkWrite(headers, key, current.current(key));
    const version: ObjectVersion = {
      ...description,
      key,
      versionId: current.nextVersionId(newVersionId),
      isDeleteMarker: false,
      lastModified: now,
      etag: md5,
      sizeBytes: stored.sizeBytes,
      content: [stored],
      ...(checksum && { checksum: { ...checksum, type: 'FULL_OBJECT' as const } }),
    };
    store.commit({ type: 'version-written', bucket, version });
    return { headers: presentWritten(version) };
  });
}

/** The headers that tell a client what was stored. */
function presentWritten(version: ObjectVersion): Record<string, string | undefined> {
  const { checksum } = version;
  return {
    etag: `"${version.etag}"`,
    'x-amz-version-id': versionIdHeader(version.versionId),
    ...(checksum && {
      [checksumHeader(checksum.algorithm)]: checksum.value,
      'x-amz-checksum-type': checksum.type,
    }),
  };
}

/**
 * A body must say how long it is, and no PUT is longer than 5 GiB. Of a body in chunks S3 wants to know the length
 * without its framing.
 *
 * @throws S3Error MissingContentLength, NotImplemented, EntityTooLarge
 */
export function requireLength(headers: Readonly<Record<string, string>>): void {
  const length = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  if (length === undefined) {
    if (headers['transfer-encoding'] === undefined) throw new S3Error('MissingContentLength');
    throw new S3Error(
      'NotImplemented',
      'Transfer-Encoding is not taken without x-amz-decoded-content-length. Send a Content-Length instead.',
      { Header: 'Transfer-Encoding' },
    );
  }
  if (Number(length) > LARGEST_PUT_BYTES) {
    throw new S3Error('EntityTooLarge', undefined, {
      ProposedSize: length,
      MaxSizeAllowed: String(LARGEST_PUT_BYTES),
    });
  }
}
