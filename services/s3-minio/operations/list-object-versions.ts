import { listedEntries } from '../listing/listed-entries.ts';
import { takePage } from '../listing/take-page.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { type Operation, OWNER } from './operation.ts';
import { keyEncoder, wholeNumber } from './query-values.ts';

/** A version, or the common prefix of many. */
type Line = { readonly version: ObjectVersion; readonly isLatest: boolean } | { readonly prefix: string };

export const listObjectVersions: Operation = ({ store, bucket: name, query }) => {
  const bucket = store.bucket(name);
  const encode = keyEncoder(query.get('encoding-type'));
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const versionMarker = query.get('version-id-marker') ?? '';
  const maxKeys = wholeNumber('max-keys', query.get('max-keys'), 1000);
  const page = takePage(lines(bucket, { prefix, delimiter, after: keyMarker }, versionMarker), maxKeys);
  const last = page.isTruncated ? page.items.at(-1) : undefined;
  return {
    body: xmlDocument(
      'ListVersionsResult',
      element('Name', name),
      element('Prefix', encode(prefix)),
      element('Delimiter', delimiter ? encode(delimiter) : undefined),
      element('KeyMarker', encode(keyMarker)),
      element('VersionIdMarker', versionMarker),
      element('NextKeyMarker', last && encode('prefix' in last ? last.prefix : last.version.key)),
      element('NextVersionIdMarker', last && 'version' in last ? last.version.versionId : undefined),
      element('MaxKeys', Math.min(maxKeys, 1000)),
      element('EncodingType', query.get('encoding-type')),
      element('IsTruncated', page.isTruncated),
      ...page.items.map((line) => presentLine(line, encode)),
    ),
  };
};

function* lines(
  bucket: Bucket,
  listing: { prefix: string; delimiter: string; after: string },
  versionMarker: string,
): Generator<Line> {
  // The page before may have ended in the midst of a key's versions.
  const rest = versionMarker === '' ? [] : versionLines(bucket, listing.after);
  const marked = rest.findIndex((line) => 'version' in line && line.version.versionId === versionMarker);
  if (marked !== -1) yield* rest.slice(marked + 1);
  for (const { kind, name } of listedEntries(bucket.keys(), listing, () => true)) {
    if (kind === 'prefix') yield { prefix: name };
    else yield* versionLines(bucket, name);
  }
}

/** Newest first. */
function versionLines(bucket: Bucket, key: string): readonly Line[] {
  return [...bucket.versions(key)].reverse().map((version, index) => ({ version, isLatest: index === 0 }));
}

function presentLine(line: Line, encode: (key: string) => string): string {
  if ('prefix' in line) return parent('CommonPrefixes', element('Prefix', encode(line.prefix)));
  const { version, isLatest } = line;
  return parent(
    version.isDeleteMarker ? 'DeleteMarker' : 'Version',
    element('Key', encode(version.key)),
    element('VersionId', version.versionId),
    element('IsLatest', isLatest),
    element('LastModified', new Date(version.lastModified).toISOString()),
    ...(version.isDeleteMarker
      ? []
      : [
          element('ETag', `"${version.etag}"`),
          element('Size', version.sizeBytes),
          element('StorageClass', 'STANDARD'),
        ]),
    parent('Owner', element('ID', OWNER.id), element('DisplayName', OWNER.name)),
  );
}
