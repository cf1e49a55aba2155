import { S3Error } from '../errors.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import { parseHttpDate } from './http-date.ts';

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
 * @throws S3Error PreconditionFailed; NoSuchKey when If-Match finds nothing to match; NotImplemented
 */
export function checkWrite(headers: Headers, key: string, current: ObjectVersion | undefined): void {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  requireServed(ifMatch, ifNoneMatch);
  if (ifMatch !== undefined) {
    if (!current) throw new S3Error('NoSuchKey', undefined, { Key: key });
    if (!matchesStrongly(ifMatch, current.etag)) throw preconditionFailed('If-Match');
  }
  if (ifNoneMatch !== undefined && current) throw preconditionFailed('If-None-Match');
}

/** S3 writes on one condition only: that the object has a certain tag, or that there is none. */
function requireServed(ifMatch: string | undefined, ifNoneMatch: string | undefined): void {
  if (ifMatch !== undefined && ifNoneMatch !== undefined) {
    throw notServed('If-Match,If-None-Match', 'Multiple conditional request headers present in the request');
  }
  if (ifMatch?.trim() === '*') throw notServed('If-Match', "It must be an entity tag, not '*'");
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*') {
    throw notServed('If-None-Match', `It must be '*', but is '${ifNoneMatch}'`);
  }
}

function notServed(header: string, why: string): S3Error {
  return new S3Error('NotImplemented', `${header}: ${why}.`, { Header: header });
}

/** The condition of a delete, which may be `*` too: that there is something to delete. @throws S3Error */
export function checkDelete(headers: Headers, key: string, current: ObjectVersion | undefined): void {
  const ifMatch = headers['if-match'];
  if (ifMatch === undefined) return;
  if (!current) throw new S3Error('NoSuchKey', undefined, { Key: key });
  if (!matchesStrongly(ifMatch, current.etag)) throw preconditionFailed('If-Match');
}

function failedCondition(headers: Headers, prefix: string, version: ObjectVersion): string | undefined {
  const ifMatch = headers[`${prefix}if-match`];
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  const ifUnmodifiedSince = seconds(headers[`${prefix}if-unmodified-since`]);
  const ifModifiedSince = seconds(headers[`${prefix}if-modified-since`]);
  // Last-Modified goes out in whole seconds, so that is what comes back.
  const lastModified = Math.floor(version.lastModified / 1000);
  if (ifMatch !== undefined) {
    if (!matchesStrongly(ifMatch, version.etag)) return 'if-match';
  } else if (ifUnmodifiedSince !== undefined && lastModified > ifUnmodifiedSince)
    return 'if-unmodified-since';
  if (ifNoneMatch !== undefined) {
    if (matchesWeakly(ifNoneMatch, version.etag)) return 'if-none-match';
  } else if (ifModifiedSince !== undefined && lastModified <= ifModifiedSince) return 'if-modified-since';
  return undefined;
}

/** Every tag here is strong, so a weak one is never the same (RFC 9110, 8.8.3.2). */
function matchesStrongly(list: string, etag: string): boolean {
  return tagsOf(list).some((tag) => tag === '*' || tag === etag);
}

function matchesWeakly(list: string, etag: string): boolean {
  return tagsOf(list).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}

/** Many clients send a tag without its quotation marks, and S3 takes it. */
function tagsOf(list: string): readonly string[] {
  return list.split(',').map((tag) => tag.trim().replaceAll('"', ''));
}

function seconds(date: string | undefined): number | undefined {
  const time = date === undefined ? undefined : parseHttpDate(date);
  return time === undefined ? undefined : Math.floor(time / 1000);
}

function preconditionFailed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', undefined, { Condition: condition });
}
