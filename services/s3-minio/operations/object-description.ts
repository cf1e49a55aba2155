import { S3Error } from '../errors.ts';
import type { ObjectDescription, ObjectVersion } from '../store/object-version.ts';
import { parseTagHeader } from './tag-set.ts';
import { versionIdHeader } from './version-id.ts';

type Headers = Readonly<Record<string, string>>;

const METADATA_PREFIX = 'x-amz-meta-';
const MOST_METADATA_BYTES = 2048;
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';
const STORED_HEADERS = [
  ...[
    'cache-control',
    'content-disposition',
    'content-encoding',
    'content-language',
    'content-type',
    'expires',
  ],
  'x-amz-website-redirect-location',
];

/** @throws S3Error MetadataTooLarge, InvalidArgument, InvalidTag */
export function parseDescription(headers: Headers): ObjectDescription {
  const stored: Record<string, string> = { 'content-type': DEFAULT_CONTENT_TYPE };
  for (const name of STORED_HEADERS) {
    const value = name === 'content-encoding' ? contentEncoding(headers[name]) : headers[name];
    if (value) stored[name] = value;
  }
  // Not by assignment, which would lose a name such as `__proto__`.
  const metadata: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(METADATA_PREFIX))
      .map(([name, value]) => [metadataName(name), value]),
  );
  const sizeBytes = Object.entries(metadata).flat().join('').length;
  if (sizeBytes > MOST_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', undefined, {
      Size: String(sizeBytes),
      MaxSizeAllowed: String(MOST_METADATA_BYTES),
    });
  }
  return { headers: stored, metadata, tags: parseTagHeader(headers['x-amz-tagging']) };
}

/** A form or a presigned URL may name what can be no header (RFC 9110, 5.6.2), and then nobody could read it back. */
function metadataName(header: string): string {
  const name = header.slice(METADATA_PREFIX.length);
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return name;
  throw new S3Error('InvalidArgument', `The metadata name '${name}' cannot be sent in a header.`, {
    ArgumentName: header,
  });
}

/** `aws-chunked` is how the request travelled, not what the object is. */
function contentEncoding(value: string | undefined): string | undefined {
  return value
    ?.split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== 'aws-chunked')
    .join(',');
}

/** The headers of an object's answer, but for its length and range. */
export function presentVersion(version: ObjectVersion): Record<string, string | undefined> {
  const tagCount = Object.keys(version.tags).length;
  return {
    ...version.headers,
    ...Object.fromEntries(
      Object.entries(version.metadata).map(([name, value]) => [METADATA_PREFIX + name, value]),
    ),
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-version-id': versionIdHeader(version.versionId),
    'x-amz-tagging-count': tagCount > 0 ? String(tagCount) : undefined,
  };
}
