import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttackedS3, outcomeOf, SCRATCH, startAttackedS3 } from './s3-under-attack.ts';

const Bucket = SCRATCH;
let s3: AttackedS3;

beforeAll(async () => {
  s3 = await startAttackedS3();
});
afterAll(() => s3.stop());

describe('the source of a copy', () => {
  const copy = (source: string, headers: Record<string, string> = {}) =>
    s3.ask({
      method: 'PUT',
      path: `/${Bucket}/copy`,
      headers: { 'x-amz-copy-source': source, ...headers },
    });
  let marker = '';

  beforeAll(async () => {
    const versioning = (Status: 'Enabled' | 'Suspended') =>
      s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    await versioning('Enabled');
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
    marker = (await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }))).VersionId ?? '';
    await versioning('Suspended');
  });
  afterAll(() => s3.expectKept());

  it.each([
    ['nothing', '', '400 InvalidArgument'],
    ['a bucket alone', 'kept', '400 InvalidArgument'],
    ['a bucket and a slash', '/kept/', '400 InvalidArgument'],
    ['two slashes before', '//kept/digits', '400 InvalidArgument'],
    ['a URL', 'http://127.0.0.1/kept/digits', '404 NoSuchBucket'],
    ['broken encoding', '/kept/%zz', '400 InvalidArgument'],
    ['no UTF-8', '/kept/%ff', '400 InvalidArgument'],
    ['the way up', '/kept/../other/digits', '404 NoSuchKey'],
    ['the way up, encoded', '/kept/%2e%2e%2fother%2fdigits', '404 NoSuchKey'],
    ['the way out', '/../../neighbour.txt', '404 NoSuchBucket'],
    ['a bucket that is none', '/nowhere/digits', '404 NoSuchBucket'],
    ['a prototype', '/__proto__/constructor', '404 NoSuchBucket'],
    ['NUL', '/kept/digits%00', '404 NoSuchKey'],
    ['a key of 8 KB', `/kept/${'k'.repeat(8000)}`, '404 NoSuchKey'],
    ['an empty version', '/kept/digits?versionId=', '400 InvalidArgument'],
    ['a version that leads elsewhere', '/kept/digits?versionId=../../x', '400 InvalidArgument'],
    ['a version that is none', `/kept/digits?versionId=${'0'.repeat(32)}`, '404 NoSuchVersion'],
    ['a version twice', '/kept/digits?versionId=null?versionId=null', '400 InvalidArgument'],
    ['what is deleted', `/${Bucket}/gone`, '404 NoSuchKey'],
  ])('%s', async (_, source, outcome) => {
    expect(outcomeOf(await copy(source))).toBe(outcome);
  });

  it('a delete marker by its version', async () => {
    expect(outcomeOf(await copy(`/${Bucket}/gone?versionId=${marker}`))).toBe('400 InvalidRequest');
  });

  it.each([
    ['itself unchanged', '/kept/digits', {}, '400 InvalidRequest'],
    ['itself, encoded', '/kept/%64igits', {}, '400 InvalidRequest'],
    ['itself with COPY said', '/kept/digits', { 'x-amz-metadata-directive': 'COPY' }, '400 InvalidRequest'],
    [
      'a directive that is none',
      '/kept/digits',
      { 'x-amz-metadata-directive': 'MOVE' },
      '400 InvalidArgument',
    ],
    [
      'a directive for tags that is none',
      '/kept/digits',
      { 'x-amz-tagging-directive': '' },
      '400 InvalidArgument',
    ],
  ])('%s', async (_, source, headers, outcome) => {
    const answer = await s3.ask({
      method: 'PUT',
      path: '/kept/digits',
      headers: { 'x-amz-copy-source': source, ...headers },
    });
    expect(outcomeOf(answer)).toBe(outcome);
  });

  it.each([
    ['x-amz-copy-source-if-match', 'W/"x"', '412 PreconditionFailed'],
    ['x-amz-copy-source-if-none-match', '*', '412 PreconditionFailed'],
    ['x-amz-copy-source-if-unmodified-since', 'Thu, 01 Jan 1970 00:00:00 GMT', '412 PreconditionFailed'],
    ['x-amz-copy-source-server-side-encryption-customer-algorithm', 'AES256', '501 NotImplemented'],
  ])('%s: %s', async (name, value, outcome) => {
    expect(outcomeOf(await copy('/kept/digits', { [name]: value }))).toBe(outcome);
  });
});

describe('a condition of a write', () => {
  const ETAG = '"781e5e245d69b566979b86e28d23f2c7"';
  afterAll(() => s3.expectKept());

  it.each([
    ['If-None-Match: * on what is there', 'digits', { 'if-none-match': '*' }, '412 PreconditionFailed'],
    ['If-None-Match with a tag', 'digits', { 'if-none-match': '"other"' }, '501 NotImplemented'],
    ['If-None-Match with nothing', 'digits', { 'if-none-match': '' }, '501 NotImplemented'],
    ['If-None-Match: *, *', 'digits', { 'if-none-match': '*, *' }, '501 NotImplemented'],
    ['If-Match: *', 'digits', { 'if-match': '*' }, '501 NotImplemented'],
    ['If-Match with another tag', 'digits', { 'if-match': '"other"' }, '412 PreconditionFailed'],
    ['If-Match with a weak tag', 'digits', { 'if-match': `W/${ETAG}` }, '412 PreconditionFailed'],
    ['If-Match on what is not there', 'nothing', { 'if-match': ETAG }, '404 NoSuchKey'],
    ['both', 'digits', { 'if-match': ETAG, 'if-none-match': '*' }, '501 NotImplemented'],
  ])('%s', async (_, key, headers, outcome) => {
    const path = `/kept/${key}`;
    expect(outcomeOf(await s3.ask({ method: 'PUT', path, headers, body: 'overwritten' }))).toBe(outcome);
    const source = { 'x-amz-copy-source': '/other/digits' };
    expect(outcomeOf(await s3.ask({ method: 'PUT', path, headers: { ...source, ...headers } }))).toBe(
      outcome,
    );
  });

  it('deletes nothing with another tag', async () => {
    const headers = { 'if-match': '"other"' };
    expect(outcomeOf(await s3.ask({ method: 'DELETE', path: '/kept/digits', headers }))).toBe(
      '412 PreconditionFailed',
    );
  });
});
