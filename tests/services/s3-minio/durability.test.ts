import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { openPlain, signPlain } from './plain-request.ts';
import { patternBytes, type StartedS3, startS3, temporaryDirectory } from './started-s3.ts';

const Bucket = 'durability';
const MIB = 1024 * 1024;
let s3: StartedS3;

beforeEach(async () => {
  s3 = await startS3();
  await s3.client.send(new CreateBucketCommand({ Bucket }));
  await s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'old' }));
});
afterEach(() => s3.stop());

const blobsOf = (directory: string): Promise<string[]> => readdir(join(directory, 'blobs'));

async function textOf({ client }: StartedS3, Key: string): Promise<string | undefined> {
  return (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
}

/** Begins a PUT of 64 MiB and stops half-way, when the server has written some of it. */
async function beginPut(path: string): Promise<ClientRequest> {
  const before = (await blobsOf(s3.directory)).length;
  const asked = { method: 'PUT', path, headers: { 'content-length': String(64 * MIB) } };
  const put = openPlain(s3.endpoints, { ...asked, headers: signPlain(s3.endpoints, asked).headers });
  put.on('error', () => undefined);
  put.write(patternBytes(4 * MIB));
  await waitUntil('the upload to begin', async () => (await blobsOf(s3.directory)).length > before);
  return put;
}

/** What a process finds that starts where another was killed: whatever is on disk at this moment. */
async function restartFromCopy(change: (directory: string) => Promise<void> = async () => undefined) {
  const directory = await temporaryDirectory();
  await cp(s3.directory, directory, { recursive: true });
  await change(directory);
  const copy = await startS3({ directory });
  return {
    ...copy,
    async stop() {
      await copy.stop();
      await rm(directory, { recursive: true });
    },
  };
}

describe('after a crash', () => {
  it('everything that was acknowledged is there, uploads in progress too', async () => {
    const begun = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const upload = { Bucket, Key: 'parts', UploadId: begun.UploadId };
    await s3.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'part' }));
    const copy = await restartFromCopy();
    expect(await textOf(copy, 'k')).toBe('old');
    expect((await copy.client.send(new ListPartsCommand(upload))).Parts).toHaveLength(1);
    await copy.stop();
  });

  it('in the middle of a PUT the old object is there and the new bytes are swept', async () => {
    const put = await beginPut(`/${Bucket}/k`);
    const halfWay = await blobsOf(s3.directory);
    const copy = await restartFromCopy();
    expect(await textOf(copy, 'k')).toBe('old');
    expect(await blobsOf(copy.directory)).toHaveLength(halfWay.length - 1);
    put.destroy();
    await copy.stop();
  });

  it('in the middle of a line of the event log the lines before count', async () => {
    const copy = await restartFromCopy((directory) =>
      appendFile(join(directory, 'journal.jsonl'), '{"type":"version-removed","bucket":"dura'),
    );
    expect(await textOf(copy, 'k')).toBe('old');
    await copy.client.send(new PutObjectCommand({ Bucket, Key: 'later', Body: 'new' }));
    expect(await textOf(copy, 'later')).toBe('new');
    await copy.stop();
  });

  it('in the middle of the seeding it is seeded again, and what was made so far is swept', async () => {
    const copy = await restartFromCopy(async (directory) => {
      const journal = join(directory, 'journal.jsonl');
      const [header] = (await readFile(journal, 'utf8')).split('\n');
      await writeFile(journal, `${header}\n`);
      await rm(join(directory, 'seed.json'));
    });
    const { Contents } = await copy.client.send(new ListObjectsV2Command({ Bucket: copy.endpoints.bucket }));
    expect(Contents?.length).toBeGreaterThan(10);
    expect(await blobsOf(copy.directory)).toHaveLength(Contents?.length ?? 0);
    expect((await readdir(copy.directory)).filter((name) => name.startsWith('damaged-'))).toEqual([]);
    await copy.stop();
  });

  it('without a seed.json the objects stay, and the seed is made again', async () => {
    const copy = await restartFromCopy((directory) => rm(join(directory, 'seed.json')));
    const { Contents } = await copy.client.send(new ListObjectsV2Command({ Bucket: copy.endpoints.bucket }));
    expect(Contents?.length).toBeGreaterThan(10);
    expect(await textOf(copy, 'k')).toBe('old');
    expect(await readdir(copy.directory)).toContain('seed.json');
    await copy.stop();
  });
});

describe('a client that goes away', () => {
  it.each(['PUT', 'UploadPart'])('in the middle of a %s leaves nothing behind', async (kind) => {
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    const before = await blobsOf(s3.directory);
    const query = kind === 'PUT' ? '' : `?partNumber=1&uploadId=${UploadId}`;
    const put = await beginPut(`/${Bucket}/k${query}`);
    put.destroy();
    await waitUntil('the bytes to go', async () => (await blobsOf(s3.directory)).length === before.length);
    expect(await textOf(s3, 'k')).toBe('old');
  });

  it('in the middle of a GET leaves no file open', async () => {
    const big = patternBytes(32 * MIB);
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'big', Body: big }));
    const openBlobs = async (): Promise<number> => {
      const files = await readdir('/proc/self/fd');
      const { readlink } = await import('node:fs/promises');
      const targets = await Promise.all(
        files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => '')),
      );
      return targets.filter((target) => target.startsWith(s3.directory) && target.includes('blobs')).length;
    };
    const abort = new AbortController();
    const { headers } = signPlain(s3.endpoints, { path: `/${Bucket}/big` });
    const { host: _, ...sent } = headers;
    const answer = await fetch(`${s3.endpoints.url}/${Bucket}/big`, { headers: sent, signal: abort.signal });
    await answer.body?.getReader().read();
    await waitUntil('the file to be open', async () => (await openBlobs()) === 1);
    abort.abort();
    await waitUntil('the file to be closed', async () => (await openBlobs()) === 0);
  });
});
