import { isS3Error, S3Error } from '../errors.ts';
import { toHeaderValue } from '../header-value.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from '../parse-xml.ts';
import { readText } from '../payload/read-text.ts';
import { VERSIONING } from '../store/bucket.ts';
import { NULL_VERSION, type ObjectVersion } from '../store/object-version.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import type { Answer, Call } from './operation.ts';
import { checkDelete } from './preconditions.ts';
import { newVersionId, requireVersionId } from './version-id.ts';

const MOST_KEYS = 1000;

interface Deletion {
  /** The version that is gone, or the delete marker that was put in front. */
  readonly versionId?: string;
  readonly isDeleteMarker: boolean;
}

/** Deleting what is not there is a success. */
export function deleteObject(call: Call): Answer {
  const { store, bucket, key, query, headers } = call;
  checkDelete(headers, key, store.bucket(bucket).current(key));
  const { versionId, isDeleteMarker } = deleteVersion(call, key, query.get('versionId'));
  return {
    status: 204,
    headers: {
      'x-amz-version-id': versionId && toHeaderValue(versionId),
      'x-amz-delete-marker': isDeleteMarker ? 'true' : undefined,
    },
  };
}

export async function deleteObjects(call: Call): Promise<Answer> {
  call.store.bucket(call.bucket);
  const document = parseXml(await readText(call.payload, call.headers), 'Delete');
  const objects = childrenOf(document, 'Object');
  if (objects.length === 0 || objects.length > MOST_KEYS) {
    throw new S3Error(
      'MalformedXML',
      `A request deletes 1 to ${MOST_KEYS} objects, but this one ${objects.length}.`,
    );
  }
  const isQuiet = textOf(document, 'Quiet') === 'true';
  return { body: xmlDocument('DeleteResult', ...objects.map((object) => deleteOne(call, object, isQuiet))) };
}

function deleteOne(call: Call, object: XmlNode, isQuiet: boolean): string {
  const key = textOf(object, 'Key') ?? '';
  const asked = textOf(object, 'VersionId');
  try {
    if (key === '') throw new S3Error('MalformedXML', 'An Object needs a Key.');
    const etag = textOf(object, 'ETag');
    const current = call.store.bucket(call.bucket).current(key);
    if (etag !== undefined && current) checkDelete({ 'if-match': etag }, key, current);
    const { versionId, isDeleteMarker } = deleteVersion(call, key, asked);
    if (isQuiet) return '';
    return parent(
      'Deleted',
      element('Key', key),
      element('VersionId', asked),
      element('DeleteMarker', isDeleteMarker || undefined),
      element('DeleteMarkerVersionId', isDeleteMarker ? versionId : undefined),
    );
  } catch (error) {
    if (!isS3Error(error)) throw error;
    return parent(
      'Error',
      element('Key', key),
      element('VersionId', asked),
      element('Code', error.code),
      element('Message', error.message),
    );
  }
}

/** Removes a version that is named for good; without a name a bucket with versioning gets a delete marker. */
function deleteVersion({ store, bucket: name, now }: Call, key: string, asked: string | undefined): Deletion {
  const bucket = store.bucket(name);
  const versioning = bucket.settings.get(VERSIONING);
  if (asked !== undefined) requireVersionId(asked);
  if (asked !== undefined || versioning === undefined) {
    const versionId = asked ?? NULL_VERSION;
    const version = bucket.version(key, versionId);
    if (version) store.commit({ type: 'version-removed', bucket: name, key, versionId });
    return {
      isDeleteMarker: version?.isDeleteMarker ?? false,
      ...(asked !== undefined && { versionId: asked }),
    };
  }
  const marker = deleteMarker(key, bucket.nextVersionId(newVersionId), now);
  store.commit({ type: 'version-written', bucket: name, version: marker });
  return { isDeleteMarker: true, versionId: marker.versionId };
}

export function deleteMarker(key: string, versionId: string, now: number): ObjectVersion {
  return {
    key,
    versionId,
    isDeleteMarker: true,
    lastModified: now,
    etag: '',
    sizeBytes: 0,
    content: [],
    headers: {},
    metadata: {},
    tags: {},
  };
}
