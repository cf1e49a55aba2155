import {
  CreateBucketCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { type StartedS3, startS3 } from './started-s3.ts';

const Bucket = 'presigned';
let s3: StartedS3;
let now = Date.now();
const events: Array<readonly [event: string, fields: object]> = [];

beforeAll(async () => {
  s3 = await startS3({ clock: () => now, logger: (event, fields) => events.push([event, fields]) });
  await s3.client.send(new CreateBucketCommand({ Bucket }));
  await s3.client.send(new PutObjectCommand({ Bucket, Key: 'a b', Body: 'bytes' }));
});
afterAll(() => s3.stop());

describe('a presigned URL', () => {
  it('reads, with the headers it asks for', async () => {
    const command = new GetObjectCommand({ Bucket, Key: 'a b', ResponseContentType: 'text/x-test' });
    const answer = await fetch(await getSignedUrl(s3.client, command));
    expect([await answer.text(), answer.headers.get('content-type')]).toEqual(['bytes', 'text/x-test']);
  });

  it('is written down without what it would let in with', async () => {
    const url = new URL(await getSignedUrl(s3.client, new GetObjectCommand({ Bucket, Key: 'a b' })));
    events.length = 0;
    expect((await fetch(url)).status).toBe(200);
    await waitUntil('the line', () => events.length > 0);
    const line = JSON.stringify(events);
    expect(line).toContain('/presigned/a%20b?X-Amz-Algorithm=AWS4-HMAC-SHA256&');
    expect(line).toContain('X-Amz-Credential=***');
    expect(line).not.toContain(url.searchParams.get('X-Amz-Signature'));
  });

  it('asks for the head', async () => {
    const url = await getSignedUrl(s3.client, new HeadObjectCommand({ Bucket, Key: 'a b' }));
    const answer = await fetch(url, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '5']);
  });

  it('writes another body than the empty one whose checksum is in the URL', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket, Key: 'put', Tagging: 'a=1' }));
    expect((await fetch(url, { method: 'PUT', body: 'written' })).status).toBe(200);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'put' }));
    expect(await Body?.transformToString()).toBe('written');
    const { TagSet } = await s3.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'put' }));
    expect(TagSet).toEqual([{ Key: 'a', Value: '1' }]);
  });

  it.each([
    ['another method', (url: string) => fetch(url, { method: 'DELETE' }), 'SignatureDoesNotMatch'],
    ['another key', (url: string) => fetch(url.replace('a%20b', 'put')), 'SignatureDoesNotMatch'],
    ['another parameter', (url: string) => fetch(`${url}&versionId=1`), 'SignatureDoesNotMatch'],
    ['more time', (url: string) => fetch(url.replace('Expires=900', 'Expires=901')), 'SignatureDoesNotMatch'],
    [
      'more than a week',
      (url: string) => fetch(url.replace('Expires=900', 'Expires=604801')),
      'AuthorizationQueryParametersError',
    ],
    [
      'no date',
      (url: string) => fetch(url.replace(/X-Amz-Date=\w+&/, '')),
      'AuthorizationQueryParametersError',
    ],
    [
      'an unsigned header',
      (url: string) => fetch(url, { headers: { 'x-amz-acl': 'private' } }),
      'AccessDenied',
    ],
  ])('is good for nothing else: %s', async (_, use, code) => {
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket, Key: 'a b' }));
    expect(await (await use(url)).text()).toContain(`<Code>${code}</Code>`);
  });

  it('expires', async () => {
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket, Key: 'a b' }), {
      expiresIn: 60,
    });
    const signedAt = now;
    try {
      now = signedAt + 50_000;
      expect((await fetch(url)).status).toBe(200);
      now = signedAt + 70_000;
      expect(await (await fetch(url)).text()).toContain('Request has expired');
    } finally {
      now = signedAt;
    }
  });

  it('refuses a part of an upload that is not', async () => {
    const part = new UploadPartCommand({ Bucket, Key: 'k', UploadId: 'none', PartNumber: 1 });
    const answer = await fetch(await getSignedUrl(s3.client, part), { method: 'PUT', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('NoSuchUpload')]);
  });
});

describe('an upload form', () => {
  async function post(
    more: Record<string, string>,
    body = 'bytes',
    Conditions: [] | [['content-length-range', number, number]] = [],
  ) {
    const Fields = { 'Content-Type': 'text/x-form', 'x-amz-meta-from': 'form' };
    const { url, fields } = await createPresignedPost(s3.client, {
      Bucket,
      Key: `form/\${filename}`,
      Fields,
      Conditions,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...more })) form.append(name, value);
    form.append('file', new Blob([body]), 'name.txt');
    return fetch(url, { method: 'POST', body: form });
  }

  it('stores its file with its headers', async () => {
    expect((await post({})).status).toBe(204);
    const answer = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'form/name.txt' }));
    expect(answer).toMatchObject({ ContentType: 'text/x-form', Metadata: { from: 'form' } });
    expect(await answer.Body?.transformToString()).toBe('bytes');
  });

  it.each([
    ['too large', {}, 'EntityTooLarge', [1, 4]],
    ['too small', {}, 'EntityTooSmall', [6, 9]],
    ['outside its policy', { 'x-amz-meta-from': 'elsewhere' }, 'AccessDenied', [0, 9]],
    ['beyond its policy', { 'x-amz-meta-more': '1' }, 'AccessDenied', [0, 9]],
    ['with another policy', { Policy: 'e30=' }, 'SignatureDoesNotMatch', [0, 9]],
    ['by nobody', { 'X-Amz-Credential': 'x' }, 'InvalidArgument', [0, 9]],
  ] as const)('is refused when it is %s', async (_, more, code, [least, most]) => {
    const answer = await post(more, 'bytes', [['content-length-range', least, most]]);
    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  });

  it('expires with its policy', async () => {
    const { url, fields } = await createPresignedPost(s3.client, { Bucket, Key: 'late', Expires: 1 });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', 'x');
    const before = now;
    now += 10_000;
    expect(await (await fetch(url, { method: 'POST', body: form })).text()).toContain('Policy expired');
    now = before;
  });

  it.each([
    ['no form at all', 'multipart/form-data', 'x', 'MalformedPOSTRequest'],
    [
      'a form that breaks off',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
      'MalformedPOSTRequest',
    ],
    [
      'a form without a file',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n',
      'InvalidArgument',
    ],
  ])('is refused when it is %s', async (_, type, body, code) => {
    const answer = await fetch(`${s3.endpoints.url}/${Bucket}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining(`<Code>${code}</Code>`),
    ]);
  });
});
