import { cp, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { LogFields } from '../../core/logger.ts';
import { createDataset } from '../../fixtures/index.ts';
import {
  patternBytes,
  type StartedS3,
  startS3,
  temporaryDirectory,
} from '../services/s3-minio/started-s3.ts';

export interface Logged {
  readonly event: string;
  readonly fields: LogFields;
}

/** What the folder of a stopped service holds, and what damages may point at. */
export interface Folder {
  readonly path: string;
  readonly journal: string;
  readonly seed: string;
  readonly blobs: string;
  /** A file and a folder of somebody else. */
  readonly outsideFile: string;
  readonly outsideFolder: string;
  /** Which blob an object has. */
  blobOf(object: string): string;
}

export interface Template {
  readonly directory: string;
  /** The bytes of a seeded object. */
  readonly seeded: Buffer;
  /** Its text: the header, what was seeded, then the client's lines. */
  readonly journal: string;
  remove(): Promise<void>;
}

/** A blob that no line of the event log names: one of an upload that a crash ended. */
export const STRAY = 'f'.repeat(32);
export const OUTSIDE = 'of somebody else';
/** The client's objects, by bucket and key. */
export const OBJECTS: Readonly<Record<string, Buffer>> = {
  'mine/first': patternBytes(3000),
  'mine/second': patternBytes(2000),
  'mine/third': patternBytes(1000),
  'mine/empty': Buffer.alloc(0),
  'last/one': patternBytes(500),
};
export const SEEDED = 'fixtures/people/people.csv';

const dataset = createDataset({ records: 3 });

/** A service on a folder, and what it logs beside requests. */
export async function startOn(
  directory: string,
): Promise<StartedS3 & { readonly logged: Logged[] } & AsyncDisposable> {
  const logged: Logged[] = [];
  const s3 = await startS3({
    dataset,
    directory,
    logger: (event, fields) => {
      if (event !== 'request' && event !== 'unexpected_error') logged.push({ event, fields });
    },
  });
  return { ...s3, logged, [Symbol.asyncDispose]: () => s3.stop() };
}

/** The folder that rows copy: seeded, with objects of a client, tags, and an upload that is under way. */
export async function makeTemplate(): Promise<Template> {
  const directory = path.join(await temporaryDirectory(), 's3');
  await using s3 = await startOn(directory);
  await fill(s3);
  return {
    directory,
    seeded: (await contentOf(s3, SEEDED)) as Buffer,
    journal: await readFile(path.join(directory, 'journal.jsonl'), 'utf8'),
    remove: () => rm(path.dirname(directory), { recursive: true, force: true }),
  };
}

async function fill({ client }: StartedS3): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: 'mine' }));
  for (const [name, Body] of Object.entries(OBJECTS)) {
    const [Bucket, Key] = name.split('/') as [string, string];
    if (Bucket === 'last') await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    if (Key === 'second') {
      const Tagging = { TagSet: [{ Key: 'kind', Value: 'tagged' }] };
      await client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging }));
    }
  }
  const upload = { Bucket: 'mine', Key: 'parts' };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
  await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: patternBytes(100) }));
}

/** A copy of the template that is gone when the row is over. */
export async function copyOf(template: Template): Promise<Folder & AsyncDisposable> {
  const root = await temporaryDirectory();
  const at = (...names: string[]): string => path.join(root, ...names);
  await cp(template.directory, at('s3'), { recursive: true });
  await mkdir(at('outside'));
  await writeFile(at('outside', 'file'), OUTSIDE);
  await mkdir(at('outside', 'folder'));
  await writeFile(at('outside', 'folder', '0'.repeat(32)), OUTSIDE);
  return {
    path: at('s3'),
    journal: at('s3', 'journal.jsonl'),
    seed: at('s3', 'seed.json'),
    blobs: at('s3', 'blobs'),
    outsideFile: at('outside', 'file'),
    outsideFolder: at('outside', 'folder'),
    blobOf: (object) => at('s3', 'blobs', blobIn(template.journal, object)),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

function blobIn(journal: string, object: string): string {
  const [bucket, ...key] = object.split('/');
  const line = journal
    .split('\n')
    .find(
      (text) =>
        text.includes(`"bucket":"${bucket}"`) && text.includes(`"key":"${key.join('/')}","versionId"`),
    );
  return /"blob":"(?<blob>[0-9a-f]{32})"/.exec(line ?? '')?.groups?.['blob'] ?? `no blob of ${object}`;
}

/** The bytes of an object, or the code of the error. */
export async function contentOf({ client }: StartedS3, object: string): Promise<Buffer | string> {
  const [Bucket, ...key] = object.split('/') as [string, ...string[]];
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key.join('/') }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  } catch (error) {
    return (error as Error).name;
  }
}

/** Every file below a folder by its path there; what is no file by its kind. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
    // What a link leads to is elsewhere.
    if (found.get(path.dirname(name)) === 'a link') continue;
    const stats = await lstat(path.join(folder, name));
    if (stats.isFile()) found.set(name, await readFile(path.join(folder, name), 'latin1'));
    else if (!stats.isDirectory()) found.set(name, stats.isSymbolicLink() ? 'a link' : 'no file');
  }
  return found;
}
