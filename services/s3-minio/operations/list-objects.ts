import { S3Error } from '../errors.ts';
import { type ListedEntry, listedEntries } from '../listing/listed-entries.ts';
import { type Page, takePage } from '../listing/take-page.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import type { ListedBucket } from '../store/past-listings.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { type Call, type Operation, OWNER } from './operation.ts';
import { keyEncoder, wholeNumber } from './query-values.ts';

/** ListObjects, the first version: pages go on from a marker, which is a key. */
export const listObjectsV1: Operation = (call) => {
  const marker = call.query.get('marker') ?? '';
  const { bucket, encode, page, delimiter, common } = list(call, marker);
  // Without a delimiter the client takes the last key for the next marker.
  const nextMarker = page.isTruncated && delimiter !== '' ? page.items.at(-1)?.name : undefined;
  return {
    body: xmlDocument(
      'ListBucketResult',
      ...common,
      element('Marker', encode(marker)),
      element('NextMarker', nextMarker && encode(nextMarker)),
      ...presentEntries(bucket, page, encode, true),
    ),
  };
};

/** ListObjectsV2: pages go on from a token that only we can read. */
export const listObjectsV2: Operation = (call) => {
  const token = call.query.get('continuation-token');
  const startAfter = call.query.get('start-after');
  const { bucket, encode, page, common } = list(
    call,
    token === undefined ? (startAfter ?? '') : parseToken(token),
  );
  const last = page.items.at(-1)?.name;
  return {
    body: xmlDocument(
      'ListBucketResult',
      ...common,
      element('KeyCount', page.items.length),
      element('ContinuationToken', token),
      element(
        'NextContinuationToken',
        page.isTruncated && last !== undefined ? presentToken(last) : undefined,
      ),
      element('StartAfter', startAfter && encode(startAfter)),
      ...presentEntries(bucket, page, encode, call.query.get('fetch-owner') === 'true'),
    ),
  };
};

function list({ store, bucket: name, query, now, stale }: Call, after: string) {
  const bucket = stale === 0 ? store.bucket(name) : store.bucketAt(name, now - stale);
  const encodingType = query.get('encoding-type');
  const encode = keyEncoder(encodingType);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = wholeNumber('max-keys', query.get('max-keys'), 1000);
  const entries = listedEntries(bucket.keys(), { prefix, delimiter, after }, (key) => !!bucket.current(key));
  const page = takePage(entries, maxKeys);
  const common = [
    element('Name', name),
    element('Prefix', encode(prefix)),
    element('Delimiter', delimiter ? encode(delimiter) : undefined),
    element('MaxKeys', Math.min(maxKeys, 1000)),
    element('EncodingType', encodingType),
    element('IsTruncated', page.isTruncated),
  ];
  return { bucket, encode, page, delimiter, common };
}

function presentEntries(
  bucket: ListedBucket,
  page: Page<ListedEntry>,
  encode: (key: string) => string,
  withOwner: boolean,
): readonly string[] {
  return page.items.map(({ kind, name }) => {
    if (kind === 'prefix') return parent('CommonPrefixes', element('Prefix', encode(name)));
    return presentObject(bucket.current(name) as ObjectVersion, encode, withOwner);
  });
}

function presentObject(version: ObjectVersion, encode: (key: string) => string, withOwner: boolean): string {
  const { checksum } = version;
  return parent(
    'Contents',
    element('Key', encode(version.key)),
    element('LastModified', new Date(version.lastModified).toISOString()),
    element('ETag', `"${version.etag}"`),
    element('ChecksumAlgorithm', checksum?.algorithm),
    element('ChecksumType', checksum?.type),
    element('Size', version.sizeBytes),
    withOwner ? parent('Owner', element('ID', OWNER.id), element('DisplayName', OWNER.name)) : '',
    element('StorageClass', 'STANDARD'),
  );
}

function presentToken(name: string): string {
  return Buffer.from(name).toString('base64');
}

function parseToken(token: string): string {
  const name = Buffer.from(token, 'base64').toString('utf8');
  if (name === '' || presentToken(name) !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect.', {
      ArgumentName: 'continuation-token',
    });
  }
  return name;
}
