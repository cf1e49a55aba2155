import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPlain, sendPlain, sendSigned, signPlain } from './plain-request.ts';
import { type StartedS3, startS3 } from './started-s3.ts';

const Bucket = 'refused';
const BODY = Buffer.alloc(32 * 1024 * 1024, 'x');
let s3: StartedS3;

beforeAll(async () => {
  s3 = await startS3();
  await s3.client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => s3.stop());

/** As Python's clients do it: sends the whole body first, and reads the answer after that. */
async function sendAll(path: string, method: string, headers: object, head = ''): Promise<IncomingMessage> {
  const length = { 'content-length': String(head.length + BODY.length) };
  const sent = openPlain(s3.endpoints, { method, path, headers: { ...length, ...headers } });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  const finished = once(sent, 'finish');
  sent.write(head);
  sent.end(BODY);
  await finished;
  const [answer] = await answered;
  answer.resume();
  return answer;
}

describe('a client that sends all of a body that is refused can, and hears why', () => {
  const path = `/${Bucket}/k`;
  const form = (fields: string): string =>
    `--b\r\n${fields}Content-Disposition: form-data; name="file"; filename="f"\r\n\r\n`;

  it.each([
    ['without a signature', path, {}, 403],
    ['to no bucket', '/nowhere/k', undefined, 404],
  ])('%s', async (_, target, headers, status) => {
    const signed = headers ?? signPlain(s3.endpoints, { method: 'PUT', path: target }).headers;
    expect((await sendAll(target, 'PUT', signed)).statusCode).toBe(status);
  });

  it.each(['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'])(
    'in chunks that are none, %s',
    async (payload) => {
      const asked = { method: 'PUT', path, headers: { 'x-amz-decoded-content-length': '5' } };
      const { headers } = signPlain(s3.endpoints, asked, payload);
      expect((await sendAll(path, 'PUT', headers)).statusCode).toBe(400);
    },
  );

  it('in a form without a policy', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await sendAll(`/${Bucket}`, 'POST', headers, form(''))).statusCode).toBe(403);
  });
});

it('a client that waits for 100 Continue is refused before it sends', async () => {
  const headers = { expect: '100-continue', 'content-length': String(BODY.length) };
  const sent = openPlain(s3.endpoints, { method: 'PUT', path: `/${Bucket}/k`, headers });
  let hasContinued = false;
  sent.on('continue', () => {
    hasContinued = true;
  });
  sent.flushHeaders();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  expect([answer.statusCode, answer.headers.connection, hasContinued]).toEqual([403, 'close', false]);
  sent.destroy();
});

describe('odd but possible input', () => {
  it('a header called constructor may be signed', async () => {
    const { headers } = signPlain(s3.endpoints, {});
    const odd = {
      ...headers,
      authorization: `${headers['authorization']}`.replace('host;', 'constructor;host;'),
    };
    expect((await sendPlain(s3.endpoints, { headers: odd })).status).toBe(403);
  });

  it.each(['attachment; filename="grün 😀.txt"', 'two\r\nlines'])(
    'an override of %j is answered',
    async (value) => {
      await s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
      const command = new GetObjectCommand({ Bucket, Key: 'k', ResponseContentDisposition: value });
      const answer = await fetch(await getSignedUrl(s3.client, command));
      const given = Buffer.from(answer.headers.get('content-disposition') ?? '', 'latin1').toString();
      expect([answer.status, given]).toEqual([200, value.replace('\r\n', '  ')]);
    },
  );

  it.each([
    ['<Delete>', 'MalformedXML'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><Delete><Object><Key>&b;</Key></Object></Delete>', 'MalformedXML'],
    ['<Other/>', 'MalformedXML'],
    ['<Delete/>', 'MalformedXML'],
    ['', 'MalformedXML'],
    [`<Delete>${' '.repeat(5 * 1024 * 1024)}</Delete>`, 'MaxMessageLengthExceeded'],
  ])('the document %.60j is refused', async (body, code) => {
    const answer = await sendSigned(s3.endpoints, { method: 'POST', path: `/${Bucket}?delete=`, body });
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
  });
});
