import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import type { S3Options } from '../../services/s3-minio/options.ts';
import {
  codeOf,
  type PlainAnswer,
  type PlainRequest,
  sendSignedV2,
} from '../services/s3-minio/plain-request.ts';
import { type StartedS3, startS3 } from '../services/s3-minio/started-s3.ts';

/** Rows that write do it here; all else must stay as it is. */
export const SCRATCH = 'scratch';
export const DIGITS = '0123456789';

const OBJECTS: readonly (readonly [bucket: string, key: string, body: string])[] = [
  ['kept', 'digits', DIGITS],
  ['kept', 'empty', ''],
  ['kept', 'folder/../k', 'dots in a key are letters'],
  ['other', 'digits', 'those of another bucket'],
];

export interface AttackedS3 extends StartedS3 {
  /** Sends a request signed by Version 2, whatever its path is. */
  ask(asked: PlainRequest): Promise<PlainAnswer>;
  /** Fails unless no file of object bytes is left that was not there before: of all that rows sent, nothing was kept. */
  expectNothingLeft(): Promise<void>;
  /** Fails unless the store still holds and lists what it did, and nothing was written beside its folder. */
  expectKept(): Promise<void>;
}

/** A store with objects in two buckets, three folders deep in one of its own, so that a way out of it shows. */
export async function startAttackedS3(options: Partial<S3Options> = {}): Promise<AttackedS3> {
  const root = await mkdtemp(join(tmpdir(), 'playground-attacked-s3-'));
  const directory = join(root, 'a', 'b', 'store');
  await mkdir(directory, { recursive: true });
  await writeFile(join(root, 'a', 'neighbour.txt'), 'not yours');
  const s3 = await startS3({ ...options, directory });
  const ask = (asked: PlainRequest): Promise<PlainAnswer> => sendSignedV2(s3.endpoints, asked);
  for (const Bucket of ['kept', 'other', SCRATCH]) await s3.client.send(new CreateBucketCommand({ Bucket }));
  for (const [Bucket, Key, Body] of OBJECTS)
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body) }));
  const [before, around] = [await contentsOf(ask), await filesBeside(root, directory)];
  const blobs = async (): Promise<number> => (await readdir(join(directory, 'blobs'))).length;
  const blobsBefore = await blobs();
  return {
    ...s3,
    ask,
    async expectNothingLeft() {
      await waitUntil('the bytes of refused bodies to go', async () => (await blobs()) === blobsBefore);
    },
    async expectKept() {
      expect(await contentsOf(ask)).toEqual(before);
      expect(await filesBeside(root, directory)).toEqual(around);
    },
    async stop() {
      await s3.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** What a row expects in one line: `404 NoSuchKey`, or the status and the bytes. */
export function outcomeOf({ status, body }: PlainAnswer): string {
  return `${status} ${codeOf(body) ?? body}`.trim();
}

/** Every object outside the scratch bucket: its listing, with times, and the hash of its bytes. */
async function contentsOf(ask: AttackedS3['ask']): Promise<readonly string[]> {
  const contents: string[] = [];
  for (const bucket of ['fixtures', 'kept', 'other']) {
    const listing = await ask({ path: `/${bucket}?encoding-type=url` });
    expect(listing.status).toBe(200);
    const keys = [...listing.body.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key);
    const hashes = await Promise.all(
      keys.map(async (key) => hashOf(await ask({ path: `/${bucket}/${key}` }))),
    );
    contents.push(listing.body, ...hashes);
  }
  return contents;
}

function hashOf({ status, body }: PlainAnswer): string {
  return `${status} ${createHash('sha256').update(body).digest('hex')}`;
}

async function filesBeside(root: string, directory: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({
    path: join(entry.parentPath, entry.name),
    isFile: entry.isFile(),
  }));
  const beside = paths.filter(({ path }) => path !== directory && !path.startsWith(`${directory}/`));
  const files = beside.map(
    async ({ path, isFile }) => `${path} ${isFile ? await readFile(path, 'utf8') : ''}`,
  );
  return (await Promise.all(files)).sort();
}
