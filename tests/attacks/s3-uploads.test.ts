import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttackedS3, outcomeOf, SCRATCH, startAttackedS3 } from './s3-under-attack.ts';

const Bucket = SCRATCH;
let s3: AttackedS3;

beforeAll(async () => {
  s3 = await startAttackedS3();
});
afterAll(() => s3.stop());

describe('a multipart upload', () => {
  const begin = async (Key = 'parts', inBucket = Bucket): Promise<string> =>
    (await s3.client.send(new CreateMultipartUploadCommand({ Bucket: inBucket, Key }))).UploadId ?? '';
  const put = async (UploadId: string, PartNumber: number, Body = 'part'): Promise<string> =>
    (await s3.client.send(new UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber, Body })))
      .ETag ?? '';
  const complete = (id: string, parts: string) =>
    s3.ask({
      method: 'POST',
      path: `/${Bucket}/parts?uploadId=${id}`,
      body: `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`,
    });
  const part = (number: number | string, etag: string): string =>
    `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`;

  afterAll(async () => {
    const { Uploads = [] } = await s3.client.send(new ListMultipartUploadsCommand({ Bucket }));
    for (const { Key, UploadId } of Uploads)
      await s3.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    await s3.expectKept();
  });

  it.each([
    ['a part', 'PUT', '&partNumber=1'],
    ['a list of parts', 'GET', ''],
    ['a second end', 'DELETE', ''],
    ['a completion', 'POST', ''],
  ])('takes %s no more after its end', async (_, method, more) => {
    const id = await begin();
    expect(outcomeOf(await s3.ask({ method: 'DELETE', path: `/${Bucket}/parts?uploadId=${id}` }))).toBe(
      '204',
    );
    const body = method === 'POST' ? '<CompleteMultipartUpload/>' : '';
    const answer = await s3.ask({ method, path: `/${Bucket}/parts?uploadId=${id}${more}`, body });
    expect(outcomeOf(answer)).toBe('404 NoSuchUpload');
  });

  it.each([
    ['of another bucket', async () => `/kept/parts?uploadId=${await begin()}`],
    ['of another key', async () => `/${Bucket}/others?uploadId=${await begin()}`],
    ['that only looks like it', async () => `/${Bucket}/parts?uploadId=${(await begin()).toUpperCase()}X`],
    ['of a longer key', async () => `/${Bucket}/parts/?uploadId=${await begin()}`],
  ])('is not found under the id %s', async (_, pathOf) => {
    const path = await pathOf();
    const list = await s3.ask({ path });
    const written = await s3.ask({ method: 'PUT', path: `${path}&partNumber=1`, body: 'x' });
    const aborted = await s3.ask({ method: 'DELETE', path });
    expect([list, written, aborted].map(outcomeOf)).toEqual(Array(3).fill('404 NoSuchUpload'));
  });

  it.each([
    ['no parts', () => '', '400 MalformedXML'],
    ['a part twice', (one: string) => part(1, one) + part(1, one), '400 InvalidPartOrder'],
    ['parts backwards', (one: string, two: string) => part(2, two) + part(1, one), '400 InvalidPartOrder'],
    [
      'a first part that is too small',
      (one: string, two: string) => part(1, one) + part(2, two),
      '400 EntityTooSmall',
    ],
    ['a part that is not there', (one: string) => part(1, one) + part(3, one), '400 InvalidPart'],
    ['a tag of another part', (_: string, two: string) => part(1, two), '400 InvalidPart'],
    ['a part without a tag', () => '<Part><PartNumber>1</PartNumber></Part>', '400 InvalidPart'],
    ['a part number beyond numbers', (one: string) => part('9'.repeat(400), one), '400 MalformedXML'],
  ])('is not complete with %s, and is none the worse', async (_, parts, outcome) => {
    const id = await begin();
    const [one, two] = [await put(id, 1, 'one'), await put(id, 2, 'two')];
    expect(outcomeOf(await complete(id, parts(one, two)))).toBe(outcome);
    expect(outcomeOf(await complete(id, part(2, two)))).toContain('200');
    expect(outcomeOf(await s3.ask({ path: `/${Bucket}/parts` }))).toBe('200 two');
  });

  it('is complete once, however often and at once it is asked for', async () => {
    const id = await begin();
    const etag = await put(id, 1, 'once');
    const answers = await Promise.all(Array.from({ length: 5 }, () => complete(id, part(1, etag))));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    const listed = await s3.ask({ path: `/${Bucket}?versions=&prefix=parts` });
    expect(listed.body.match(/<Key>parts<\/Key>/g)).toHaveLength(1);
  });

  it.each([
    ['bytes=0-10', '400 InvalidArgument'],
    ['bytes=10-11', '400 InvalidRequest'],
    ['bytes=1-0', '400 InvalidArgument'],
    ['bytes=0-', '400 InvalidArgument'],
    ['bytes=-1', '400 InvalidArgument'],
    ['bytes=0-1,3-4', '400 InvalidArgument'],
    ['0-1', '400 InvalidArgument'],
    ['bytes=0-99999999999999999999', '400 InvalidArgument'],
  ])('copies no part from the range %s of ten bytes', async (range, outcome) => {
    const id = await begin();
    const path = `/${Bucket}/parts?partNumber=1&uploadId=${id}`;
    const headers = { 'x-amz-copy-source': '/kept/digits', 'x-amz-copy-source-range': range };
    expect(outcomeOf(await s3.ask({ method: 'PUT', path, headers }))).toBe(outcome);
  });
});
