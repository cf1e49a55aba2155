import { CHECKSUM_ALGORITHMS } from '../checksum/algorithms.ts';
import { BLOB_NAME } from './blob-name.ts';
import { MOST_PARTS, type StoredBytes } from './object-version.ts';
import {
  anyText,
  type Check,
  instant,
  isRecord,
  listOf,
  matching,
  oneOf,
  optional,
  recordOf,
  shape,
  someText,
  truth,
  wholeFrom,
} from './shape.ts';
import type { StoreEvent } from './store-event.ts';

const size = wholeFrom(0, Number.MAX_SAFE_INTEGER);
const storedBytes = { blob: matching(BLOB_NAME, 'a name of 32 hex digits'), sizeBytes: size };
const texts = recordOf(anyText);
const description = { headers: texts, metadata: texts, tags: texts };
const algorithmAndType = {
  algorithm: oneOf(CHECKSUM_ALGORITHMS),
  type: oneOf(['COMPOSITE', 'FULL_OBJECT']),
};

const version = shape({
  ...description,
  key: someText,
  versionId: someText,
  isDeleteMarker: truth,
  lastModified: instant,
  etag: anyText,
  sizeBytes: size,
  content: listOf(shape(storedBytes)),
  uploadId: optional(someText),
  isExport: optional(truth),
  checksum: optional(shape({ ...algorithmAndType, value: someText })),
  partChecksums: optional(listOf(anyText)),
});

const upload = shape({
  ...description,
  id: someText,
  bucket: someText,
  key: someText,
  initiated: instant,
  checksum: optional(shape(algorithmAndType)),
});

const part = shape({
  ...storedBytes,
  number: wholeFrom(1, MOST_PARTS),
  etag: someText,
  checksum: optional(anyText),
  lastModified: instant,
});

/** A size that its content does not have would make every answer break off. */
const versionOfItsSize: Check = (value, place) => {
  const fault = version(value, place);
  if (fault !== undefined) return fault;
  const { content, sizeBytes } = value as { content: readonly StoredBytes[]; sizeBytes: number };
  const total = content.reduce((sum, stored) => sum + stored.sizeBytes, 0);
  return total === sizeBytes ? undefined : `${place}.sizeBytes is not the size of its content`;
};

const EVENTS: Readonly<Record<StoreEvent['type'], Check>> = {
  'bucket-created': shape({ bucket: someText, createdAt: instant }),
  'bucket-deleted': shape({ bucket: someText }),
  'setting-changed': shape({ bucket: someText, setting: someText, value: optional(anyText) }),
  'version-written': shape({ bucket: someText, version: versionOfItsSize }),
  'version-tagged': shape({ bucket: someText, key: someText, versionId: someText, tags: texts }),
  'version-removed': shape({ bucket: someText, key: someText, versionId: someText }),
  'upload-opened': shape({ upload }),
  'part-written': shape({ uploadId: someText, part }),
  'upload-aborted': shape({ uploadId: someText }),
};

/** Why a value is none of the store's events; undefined for one that is. */
export function eventFault(value: unknown): string | undefined {
  if (!isRecord(value)) return 'the event is no object';
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(EVENTS, type)) {
    return `event.type is none of ${Object.keys(EVENTS).join(', ')}`;
  }
  return EVENTS[type as StoreEvent['type']](value, 'event');
}
