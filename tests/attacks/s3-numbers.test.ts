import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PlainRequest, sendPlain, signPlain } from '../services/s3-minio/plain-request.ts';
import { type StartedS3, startS3 } from '../services/s3-minio/started-s3.ts';

const Bucket = 'fixtures';
const Key = 'k';
let s3: StartedS3;
let uploadId = '';
let etag = '';

beforeAll(async () => {
  s3 = await startS3();
  await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'abc' }));
  const begun = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  uploadId = begun.UploadId as string;
  const part = { Bucket, Key, UploadId: uploadId, PartNumber: 1, Body: 'part' };
  etag = (await s3.client.send(new UploadPartCommand(part))).ETag as string;
});
afterAll(async () => {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('abc');
  await s3.stop();
});

async function codeOf(asked: PlainRequest): Promise<string> {
  const { headers } = signPlain(s3.endpoints, asked);
  const answer = await sendPlain(s3.endpoints, { ...asked, headers });
  return /<Code>(\w+)</.exec(answer.body)?.[1] ?? String(answer.status);
}

/** What `Number` takes for a number, and S3 does not. */
const NUMBERS = ['0x1', '0b1', '0o1', '1e0', '1.0', '.1e1', '+1', '-1', '-0', 'Infinity', '1n', '1_0'];
/** Not to be had in a header, at whose ends blanks go, or in XML, where they mean nothing. */
const BLANKS = [' 1', '1 ', '\t1', '1\n', '\u00a01', '\u0661', '１'];
const HUGE = '9'.repeat(30);
const IN_A_QUERY = [...NUMBERS, ...BLANKS, HUGE];

const path = (query: string, text: string, rest = ''): string =>
  `/${Bucket}/${Key}?${query}=${encodeURIComponent(text)}${rest}`;
const inBucket = (before: string, text: string, after = ''): string =>
  `/${Bucket}?${before}=${encodeURIComponent(text)}${after}`;

/** Each place where a client's text becomes a number: the request, and the code when the text is none. */
const PLACES: readonly [
  place: string,
  code: string,
  texts: readonly string[],
  ask: (text: string) => PlainRequest,
][] = [
  [
    'partNumber of UploadPart',
    'InvalidArgument',
    [...IN_A_QUERY, '', '0', '10001'],
    (text) => ({ method: 'PUT', path: path('partNumber', text, `&uploadId=${uploadId}`), body: 'x' }),
  ],
  [
    'partNumber of GetObject',
    'InvalidArgument',
    [...IN_A_QUERY, '', '0', '10001'],
    (text) => ({ path: path('partNumber', text) }),
  ],
  [
    'PartNumber of CompleteMultipartUpload',
    'MalformedXML',
    [...NUMBERS, '', HUGE],
    (text) => ({
      method: 'POST',
      path: path('uploadId', uploadId),
      body: `<CompleteMultipartUpload><Part><PartNumber>${text}</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`,
    }),
  ],
  [
    'x-amz-mp-object-size',
    'InvalidRequest',
    ['0x4', '4e0', '4.0', '+4', HUGE],
    (text) => ({
      method: 'POST',
      path: path('uploadId', uploadId),
      headers: { 'x-amz-mp-object-size': text },
      body: `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`,
    }),
  ],
  ['max-keys', 'InvalidArgument', IN_A_QUERY, (text) => ({ path: inBucket('max-keys', text) })],
  [
    'max-keys of versions',
    'InvalidArgument',
    IN_A_QUERY,
    (text) => ({ path: inBucket('max-keys', text, '&versions=') }),
  ],
  [
    'max-uploads',
    'InvalidArgument',
    IN_A_QUERY,
    (text) => ({ path: inBucket('max-uploads', text, '&uploads=') }),
  ],
  [
    'max-parts',
    'InvalidArgument',
    IN_A_QUERY,
    (text) => ({ path: path('max-parts', text, `&uploadId=${uploadId}`) }),
  ],
  [
    'part-number-marker',
    'InvalidArgument',
    IN_A_QUERY,
    (text) => ({ path: path('part-number-marker', text, `&uploadId=${uploadId}`) }),
  ],
  ...['x-amz-max-parts', 'x-amz-part-number-marker'].map((name): (typeof PLACES)[number] => [
    name,
    'InvalidArgument',
    [...NUMBERS, HUGE],
    (text) => ({
      path: path('attributes', ''),
      headers: { 'x-amz-object-attributes': 'ObjectParts', [name]: text },
    }),
  ]),
  [
    'x-amz-copy-source-range',
    'InvalidArgument',
    ['bytes=0x0-0x1', 'bytes=0-1e0', 'bytes=+0-1', 'bytes=0-1.0', 'bytes=-0-1'],
    (text) => ({
      method: 'PUT',
      path: path('partNumber', '2', `&uploadId=${uploadId}`),
      headers: { 'x-amz-copy-source': `/${Bucket}/${Key}`, 'x-amz-copy-source-range': text },
    }),
  ],
  [
    'Range, which is ignored',
    '200',
    ['bytes=0x0-0x1', 'bytes=0-1e0', 'bytes=+0-1', 'bytes=0-1.0', 'bytes=0 - 1'],
    (text) => ({ path: `/${Bucket}/${Key}`, headers: { range: text } }),
  ],
];

describe.each(PLACES)('%s is %s', (_, code, texts, ask) => {
  it.each(texts)('for %j', async (text) => {
    expect(await codeOf(ask(text))).toBe(code);
  });
});

it.each([
  ['partNumber of GetObject', () => ({ path: path('partNumber', '1') }), '206'],
  ['the same with a leading zero', () => ({ path: path('partNumber', '01') }), '206'],
  ['max-keys', () => ({ path: inBucket('max-keys', '10') }), '200'],
  ['max-keys without a value', () => ({ path: inBucket('max-keys', '') }), '200'],
  ['max-keys of 0', () => ({ path: inBucket('max-keys', '0') }), '200'],
])('%s is taken as a number', async (_, ask, code) => {
  expect(await codeOf(ask())).toBe(code);
});

describe('the expiry of a presigned URL', () => {
  const codeAt = async (query: string): Promise<string | undefined> =>
    /<Code>(\w+)</.exec(await (await fetch(`${s3.endpoints.url}/${Bucket}/${Key}?${query}`)).text())?.[1];

  it.each([...IN_A_QUERY, '', '604801'])('X-Amz-Expires=%j is refused', async (text) => {
    const { accessKeyId, region } = s3.endpoints;
    const date = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${accessKeyId}/${date}/${region}/s3/aws4_request`,
      'X-Amz-Date': `${date}T000000Z`,
      'X-Amz-Expires': text,
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': 'a'.repeat(64),
    });
    expect(await codeAt(query.toString())).toBe('AuthorizationQueryParametersError');
  });

  it.each([...IN_A_QUERY, ''])('Expires=%j is refused', async (text) => {
    const query = { AWSAccessKeyId: s3.endpoints.accessKeyId, Signature: 'x', Expires: text };
    expect(await codeAt(new URLSearchParams(query).toString())).toBe('AccessDenied');
  });
});

it.each([
  ['201', 201],
  ['200', 200],
  ['0xC9', 204],
  ['0xc8', 204],
  ['201.0', 204],
  ['2.01e2', 204],
  ['+201', 204],
  [' 201', 204],
  ['203', 204],
])('success_action_status %j of a form is answered with %d', async (text, status) => {
  const { url, fields } = await createPresignedPost(s3.client, {
    Bucket,
    Key: 'form',
    Conditions: [['starts-with', '$success_action_status', '']],
  });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, success_action_status: text }))
    form.set(name, value);
  form.set('file', 'x');
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(status);
});
