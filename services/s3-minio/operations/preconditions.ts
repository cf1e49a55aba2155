import { S3Error } from '../errors.ts';
import type { ObjectVersion } from '../store/object-version.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * The conditions of a GET or HEAD, in the order of RFC 9110, 13.2.2.
 *
 * @returns `not-modified` when the client's copy is still good
 * @throws S3Error PreconditionFailed
 */
export function checkRead(headers: Headers, version: ObjectVersion): 'modified' | 'not-modified' {
  const failed = failedCondition(headers, '', version);
  if (failed === 'if-match' || failed === 'if-unmodified-since') throw preconditionFailed(failed);
  return failed ? 'not-modified' : 'modified';
}

/** The same conditions on the source of a copy, where every failure is a 412. */
export function checkCopySource(headers: Headers, version: ObjectVersion): void {
  const failed = failedCondition(headers, 'x-amz-copy-source-', version);
  if (failed) throw preconditionFailed(`x-amz-copy-source-${failed}`);
}

/**
 * The conditions of a write, on the object that it would replace ("Conditional writes").
 *
 * @throws S3Error PreconditionFailed; NoSuchKey when If-Match finds nothing to match
 */
export function checkWrite(headers: Headers, key: string, current: ObjectVersion | undefined): void {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch !== undefined) {
    if (!current) throw new S3Error('NoSuchKey', undefined, { Key: key });
    if (!matches(ifMatch, current.etag)) throw preconditionFailed('If-Match');
  }
  if (ifNoneMatch !== undefined && current && matches(ifNoneMatch, current.etag)) {
    throw preconditionFailed('If-None-Match');
  }
}

function failedCondition(headers: Headers, prefix: string, version: ObjectVersion): string | undefined {
  const ifMatch = headers[`${prefix}if-match`];
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  const ifUnmodifiedSince = seconds(headers[`${prefix}if-unmodified-since`]);
  const ifModifiedSince = seconds(headers[`${prefix}if-modified-since`]);
  // Last-Modified goes out in whole seconds, so that is what comes back.
  const lastModified = Math.floor(version.lastModified / 1000);
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, version.etag)) return 'if-match';
  } else if (ifUnmodifiedSince !== undefined && lastModified > ifUnmodifiedSince)
    return 'if-unmodified-since';
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, version.etag)) return 'if-none-match';
  } else if (ifModifiedSince !== undefined && lastModified <= ifModifiedSince) return 'if-modified-since';
  return undefined;
}

function matches(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((item) => item.trim().replace(/^W\//, '').replaceAll('"', ''))
    .some((item) => item === '*' || item === etag);
}

function seconds(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

function preconditionFailed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', undefined, { Condition: condition });
}
