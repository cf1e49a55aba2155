import { type ChecksumAlgorithm, checksumElement, createChecksum } from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';
import { namedAlgorithm } from '../payload/announced-digests.ts';
import type { Checksum, ObjectDescription, ObjectVersion } from '../store/object-version.ts';
import { element, xmlDocument } from '../xml.ts';
import { findCopySource } from './copy-source.ts';
import { parseDescription } from './object-description.ts';
import { openContent } from './open-content.ts';
import type { Answer, Call } from './operation.ts';
import { checkWrite } from './preconditions.ts';
import { newVersionId, versionIdHeader } from './version-id.ts';

/** Copies no byte: both objects hold the same blobs, which are never changed. */
export async function copyObject(call: Call): Promise<Answer> {
  const { store, bucket, key, headers, now } = call;
  store.bucket(bucket);
  const source = findCopySource(call);
  const description = describe(call, source.version);
  requireChange(call, source.bucket === bucket && source.key === key);
  const content = openContent(store.blobs, source.version, { start: 0, end: source.version.sizeBytes });
  try {
    const checksum = await checksumOfCopy(source.version, namedAlgorithm(headers), content.body);
    const target = store.bucket(bucket);
    checkWrite(headers, key, target.current(key));
    const { uploadId: _, checksum: __, ...copied } = source.version;
    const version: ObjectVersion = {
      ...copied,
      ...description,
      key,
      versionId: target.nextVersionId(newVersionId),
      lastModified: now,
      ...(checksum && { checksum }),
    };
    store.commit({ type: 'version-written', bucket, version });
    return presentCopy(version, source.version);
  } finally {
    content.release();
  }
}

/** Headers and metadata come from the source unless REPLACE is asked, and so do the tags. */
function describe({ headers }: Call, source: ObjectVersion): ObjectDescription {
  const given = parseDescription(headers);
  const isReplaced = directive(headers, 'x-amz-metadata-directive') === 'REPLACE';
  const areTagsReplaced = directive(headers, 'x-amz-tagging-directive') === 'REPLACE';
  return {
    headers: isReplaced ? given.headers : source.headers,
    metadata: isReplaced ? given.metadata : source.metadata,
    tags: areTagsReplaced ? given.tags : source.tags,
  };
}

function directive(headers: Readonly<Record<string, string>>, name: string): 'COPY' | 'REPLACE' {
  const value = headers[name] ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE') {
    throw new S3Error('InvalidArgument', `${name} must be COPY or REPLACE, but is '${value}'.`);
  }
  return value;
}

function requireChange({ headers, query }: Call, isSameObject: boolean): void {
  const changes =
    headers['x-amz-metadata-directive'] === 'REPLACE' ||
    headers['x-amz-tagging-directive'] === 'REPLACE' ||
    headers['x-amz-storage-class'] !== undefined ||
    headers['x-amz-copy-source']?.includes('?versionId=') ||
    query.has('versionId');
  if (isSameObject && !changes) {
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
}

async function checksumOfCopy(
  source: ObjectVersion,
  algorithm: ChecksumAlgorithm | undefined,
  bytes: AsyncIterable<Buffer>,
): Promise<Checksum | undefined> {
  const isKept = algorithm === undefined || algorithm === source.checksum?.algorithm;
  if (isKept && source.checksum?.type !== 'COMPOSITE') return source.checksum;
  const asked = algorithm ?? source.checksum?.algorithm;
  if (!asked) return undefined;
  const running = createChecksum(asked);
  for await (const chunk of bytes) running.update(chunk);
  return { algorithm: asked, type: 'FULL_OBJECT', value: (await running.digest()).toString('base64') };
}

function presentCopy(version: ObjectVersion, source: ObjectVersion): Answer {
  return {
    headers: {
      'x-amz-version-id': versionIdHeader(version.versionId),
      'x-amz-copy-source-version-id': versionIdHeader(source.versionId),
    },
    body: xmlDocument(
      'CopyObjectResult',
      element('LastModified', new Date(version.lastModified).toISOString()),
      element('ETag', `"${version.etag}"`),
      ...(version.checksum
        ? [
            element(checksumElement(version.checksum.algorithm), version.checksum.value),
            element('ChecksumType', version.checksum.type),
          ]
        : []),
    ),
  };
}
