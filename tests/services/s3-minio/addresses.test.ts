import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectAddressOf } from '../../../services/s3-minio/object-address.ts';
import { sendPlain, signPlain } from './plain-request.ts';
import { type StartedS3, startS3 } from './started-s3.ts';

describe('objectAddressOf', () => {
  it.each([
    ['127.0.0.1:9000', '/', undefined, undefined],
    ['127.0.0.1:9000', '/b', 'b', undefined],
    ['127.0.0.1:9000', '/b/', 'b', undefined],
    ['127.0.0.1:9000', '/b/k/', 'b', 'k/'],
    ['127.0.0.1:9000', '/b//k', 'b', '/k'],
    ['localhost:9000', '/b/k', 'b', 'k'],
    ['s3.localhost', '/b/k', 'b', 'k'],
    ['b.localhost:9000', '/k', 'b', 'k'],
    ['b.s3.localhost', '/k', 'b', 'k'],
    ['b.c.s3.localhost', '/', 'b.c', undefined],
    ['s3.amazonaws.com', '/b/k', 'b', 'k'],
    ['s3.eu-central-1.amazonaws.com', '/b/k', 'b', 'k'],
    ['s3-eu-west-1.amazonaws.com', '/b/k', 'b', 'k'],
    ['s3.dualstack.us-east-1.amazonaws.com', '/b/k', 'b', 'k'],
    ['b.s3.amazonaws.com', '/k', 'b', 'k'],
    ['B.S3.us-east-1.amazonaws.com', '/k', 'b', 'k'],
    ['my.bucket.s3.us-east-1.amazonaws.com:443', '/k', 'my.bucket', 'k'],
    ['s3', '/b/k', 'b', 'k'],
    ['object.store.example', '/b/k', 'b', 'k'],
  ])('%s%s', (host, path, bucket, key) => {
    expect(objectAddressOf(host, path)).toMatchObject({ bucket, key });
  });
});

describe('over the wire', () => {
  const Bucket = 'addresses';
  let s3: StartedS3;

  beforeAll(async () => {
    s3 = await startS3();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'found' }));
  });
  afterAll(() => s3.stop());

  it.each([
    [`${Bucket}.localhost:9000`, '/k'],
    [`${Bucket}.s3.localhost`, '/k'],
    [`${Bucket}.s3.amazonaws.com`, '/k'],
    [`${Bucket}.s3.eu-west-1.amazonaws.com`, '/k'],
    ['s3.amazonaws.com', `/${Bucket}/k`],
    ['s3.us-east-1.amazonaws.com', `/${Bucket}/k`],
  ])('an object is found at %s%s', async (host, path) => {
    const { headers } = signPlain(s3.endpoints, { path, headers: { host } });
    expect((await sendPlain(s3.endpoints, { path, headers })).body).toBe('found');
  });

  it('an object is found by the absolute form that proxies forward', async () => {
    const host = `${Bucket}.s3.amazonaws.com`;
    const { headers } = signPlain(s3.endpoints, { path: '/k', headers: { host } });
    expect((await sendPlain(s3.endpoints, { path: `http://${host}/k`, headers })).body).toBe('found');
  });

  it.each([
    ['PATCH', '/addresses/k', 405, 'MethodNotAllowed'],
    ['POST', '/addresses/k', 501, 'NotImplemented'],
    ['GET', '/addresses?inventory=', 501, 'NotImplemented'],
    ['PUT', '/addresses?policy=', 501, 'NotImplemented'],
    ['GET', '/addresses/k?torrent=', 501, 'NotImplemented'],
    ['DELETE', '/', 501, 'NotImplemented'],
  ])('%s %s is %d %s', async (method, path, status, code) => {
    const { headers } = signPlain(s3.endpoints, { method, path });
    const answer = await sendPlain(s3.endpoints, { method, path, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.body).toContain(`<Error><Code>${code}</Code><Message>`);
    expect(answer.body).toContain(`<RequestId>${answer.headers['x-amz-request-id']}</RequestId>`);
  });

  it('encryption that nobody does is refused, not ignored', async () => {
    const encrypted = new PutObjectCommand({ Bucket, Key: 'e', Body: 'x', ServerSideEncryption: 'AES256' });
    await expect(s3.client.send(encrypted)).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  it.each([
    ['OPTIONS', '/addresses/k'],
    ['GET', '/minio/health/ready'],
  ])('%s %s needs no signature', async (method, path) => {
    const answer = await sendPlain(s3.endpoints, {
      method,
      path,
      headers: { origin: 'http://page.example' },
    });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
  });
});
