import { checksumElement } from '../checksum/algorithms.ts';
import { listedEntries } from '../listing/listed-entries.ts';
import { takePage } from '../listing/take-page.ts';
import type { Upload } from '../store/object-version.ts';
import { SortedMap } from '../store/sorted-keys.ts';
import type { OpenUpload } from '../store/state.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { type Operation, OWNER } from './operation.ts';
import { keyEncoder, wholeNumber } from './query-values.ts';

const PERSON = element('ID', OWNER.id) + element('DisplayName', OWNER.name);
const PEOPLE = parent('Initiator', PERSON) + parent('Owner', PERSON) + element('StorageClass', 'STANDARD');

export const abortMultipartUpload: Operation = ({ store, bucket, key, query }) => {
  store.bucket(bucket);
  const { upload } = store.upload(bucket, key, query.get('uploadId') ?? '');
  store.commit({ type: 'upload-aborted', uploadId: upload.id });
  return { status: 204 };
};

export const listParts: Operation = ({ store, bucket, key, query }) => {
  store.bucket(bucket);
  const { upload, parts } = store.upload(bucket, key, query.get('uploadId') ?? '');
  const maxParts = wholeNumber('max-parts', query.get('max-parts'), 1000);
  const marker = wholeNumber('part-number-marker', query.get('part-number-marker'), 0);
  const later = [...parts.values()]
    .filter((part) => part.number > marker)
    .sort((left, right) => left.number - right.number);
  const page = takePage(later, maxParts);
  const { checksum } = upload;
  return {
    body: xmlDocument(
      'ListPartsResult',
      element('Bucket', bucket),
      element('Key', key),
      element('UploadId', upload.id),
      element('PartNumberMarker', marker),
      element('NextPartNumberMarker', page.items.at(-1)?.number ?? marker),
      element('MaxParts', Math.min(maxParts, 1000)),
      element('IsTruncated', page.isTruncated),
      element('ChecksumAlgorithm', checksum?.algorithm),
      element('ChecksumType', checksum?.type),
      PEOPLE,
      ...page.items.map((part) =>
        parent(
          'Part',
          element('PartNumber', part.number),
          element('LastModified', new Date(part.lastModified).toISOString()),
          element('ETag', `"${part.etag}"`),
          element('Size', part.sizeBytes),
          checksum ? element(checksumElement(checksum.algorithm), part.checksum) : '',
        ),
      ),
    ),
  };
};

export const listMultipartUploads: Operation = ({ store, bucket, query }) => {
  store.bucket(bucket);
  const encode = keyEncoder(query.get('encoding-type'));
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  // S3 ignores this marker without the other.
  const idMarker = keyMarker === '' ? '' : (query.get('upload-id-marker') ?? '');
  const maxUploads = wholeNumber('max-uploads', query.get('max-uploads'), 1000);
  const byKey = groupByKey(store.uploadsOf(bucket));
  const page = takePage(lines(byKey, { prefix, delimiter, after: keyMarker }, idMarker), maxUploads);
  const last = page.items.at(-1);
  return {
    body: xmlDocument(
      'ListMultipartUploadsResult',
      element('Bucket', bucket),
      element('Prefix', encode(prefix)),
      element('Delimiter', delimiter ? encode(delimiter) : undefined),
      element('KeyMarker', encode(keyMarker)),
      element('UploadIdMarker', idMarker),
      element('NextKeyMarker', last && encode(typeof last === 'string' ? last : last.key)),
      element('NextUploadIdMarker', last && typeof last !== 'string' ? last.id : undefined),
      element('MaxUploads', Math.min(maxUploads, 1000)),
      element('EncodingType', query.get('encoding-type')),
      element('IsTruncated', page.isTruncated),
      ...page.items.map((line) => presentLine(line, encode)),
    ),
  };
};

function groupByKey(open: readonly OpenUpload[]): SortedMap<readonly Upload[]> {
  const byKey = new SortedMap<readonly Upload[]>();
  for (const { upload } of open) byKey.set(upload.key, [...(byKey.get(upload.key) ?? []), upload]);
  return byKey;
}

/** Uploads by key, and within a key in the order they were begun; a text is a common prefix. */
function* lines(
  byKey: SortedMap<readonly Upload[]>,
  listing: { prefix: string; delimiter: string; after: string },
  idMarker: string,
): Generator<Upload | string> {
  const same = byKey.get(listing.after) ?? [];
  const marked = same.findIndex((upload) => upload.id === idMarker);
  if (marked !== -1) yield* same.slice(marked + 1);
  for (const { kind, name } of listedEntries(byKey.keys(), listing, () => true)) {
    if (kind === 'prefix') yield name;
    else yield* byKey.get(name) ?? [];
  }
}

function presentLine(line: Upload | string, encode: (key: string) => string): string {
  if (typeof line === 'string') return parent('CommonPrefixes', element('Prefix', encode(line)));
  return parent(
    'Upload',
    element('Key', encode(line.key)),
    element('UploadId', line.id),
    element('Initiated', new Date(line.initiated).toISOString()),
    element('ChecksumAlgorithm', line.checksum?.algorithm),
    element('ChecksumType', line.checksum?.type),
    PEOPLE,
  );
}
