import { checksumElement } from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { findVersion } from './find-version.ts';
import type { Operation } from './operation.ts';
import { wholeNumber } from './query-values.ts';

const PRESENTERS: Readonly<Record<string, (version: ObjectVersion, page: PartPage) => string>> = {
  ETag: ({ etag }) => element('ETag', etag),
  Checksum: presentChecksum,
  ObjectParts: presentParts,
  StorageClass: () => element('StorageClass', 'STANDARD'),
  ObjectSize: ({ sizeBytes }) => element('ObjectSize', sizeBytes),
};

interface PartPage {
  readonly maxParts: number;
  readonly after: number;
}

/** GetObjectAttributes: only what is asked for is answered. */
export const getObjectAttributes: Operation = ({ store, bucket, key, query, headers }) => {
  const version = findVersion(store, { bucket, key, versionId: query.get('versionId') });
  const names = (headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(PRESENTERS, name));
  if (unknown !== undefined) {
    throw new S3Error(
      'InvalidArgument',
      `x-amz-object-attributes must list some of ${Object.keys(PRESENTERS).join(', ')}, but has '${unknown}'.`,
    );
  }
  const page = {
    maxParts: wholeNumber('x-amz-max-parts', headers['x-amz-max-parts'], 1000),
    after: wholeNumber('x-amz-part-number-marker', headers['x-amz-part-number-marker'], 0),
  };
  return {
    headers: { 'last-modified': new Date(version.lastModified).toUTCString() },
    body: xmlDocument(
      'GetObjectAttributesResponse',
      ...names.map((name) => PRESENTERS[name]?.(version, page) ?? ''),
    ),
  };
};

function presentChecksum({ checksum }: ObjectVersion): string {
  if (!checksum) return '';
  return parent(
    'Checksum',
    element(checksumElement(checksum.algorithm), checksum.value),
    element('ChecksumType', checksum.type),
  );
}

function presentParts(version: ObjectVersion, { maxParts, after }: PartPage): string {
  if (version.uploadId === undefined) return '';
  const parts = version.content.slice(after, after + maxParts);
  const last = after + parts.length;
  const { checksum, partChecksums } = version;
  // S3 lists the single parts only if they have checksums.
  const listed = parts.map(({ sizeBytes }, index) =>
    parent(
      'Part',
      element('PartNumber', after + index + 1),
      element('Size', sizeBytes),
      checksum ? element(checksumElement(checksum.algorithm), partChecksums?.[after + index]) : '',
    ),
  );
  return parent(
    'ObjectParts',
    element('TotalPartsCount', version.content.length),
    element('PartNumberMarker', after),
    element('NextPartNumberMarker', last),
    element('MaxParts', maxParts),
    element('IsTruncated', last < version.content.length),
    ...(partChecksums ? listed : []),
  );
}
