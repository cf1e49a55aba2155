import {
  appendFile,
  mkdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noise, WAYS, way } from './s3-damages.ts';
import {
  contentOf,
  copyOf,
  type Folder,
  makeTemplate,
  OBJECTS,
  SEEDED,
  STRAY,
  startOn,
  type Template,
} from './s3-folder.ts';
import { expectMended, expectRefusal, type Harm, type Start } from './s3-folder-outcomes.ts';

let template: Template;
beforeAll(async () => {
  template = await makeTemplate();
});
afterAll(() => template.remove());

describe('a blob that', () => {
  const second = (folder: Folder): string => folder.blobOf('mine/second');
  const damaged: Start = {
    logged: ['object_damaged mine/second'],
    gone: { 'mine/second': 'InternalError' },
  };
  it.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('%s is named', (name) =>
    expectMended(template, way(name, second), damaged),
  );
  it('is one byte longer is named', () =>
    expectMended(template, (folder) => appendFile(second(folder), '.'), damaged));
  it('is a link to a file of the right length is named, and gives nothing of it', () =>
    expectMended(
      template,
      async (folder) => {
        await writeFile(path.join(folder.path, '..', 'secret'), noise(2000));
        await unlink(second(folder));
        await symlink(path.join(folder.path, '..', 'secret'), second(folder));
      },
      damaged,
    ));
  it('was seeded is named, and made again for a reset', () =>
    expectMended(template, (folder) => writeFile(folder.blobOf(SEEDED), ''), {
      logged: ['seed_damaged', `object_damaged ${SEEDED}`],
      gone: { [SEEDED]: 'InternalError' },
    }));
  it('a part has is named', () =>
    expectMended(
      template,
      async (folder) => {
        const text = await readFile(folder.journal, 'utf8');
        const part = /"part-written".*"blob":"(?<blob>\w{32})"/.exec(text)?.groups?.['blob'] ?? '';
        await unlink(path.join(folder.blobs, part));
      },
      { logged: ['object_damaged mine/parts'] },
    ));
  it('has other bytes of the same length is served as it is, and clients find its checksum wrong', async () => {
    await using folder = await copyOf(template);
    await writeFile(second(folder), noise(2000));
    await using s3 = await startOn(folder.path);
    expect(s3.logged).toEqual([]);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: 'mine', Key: 'second' }));
    await expect(Body?.transformToByteArray()).rejects.toThrow(/checksum mismatch/i);
  });
  it('has no bytes may be missing', () =>
    expectMended(template, (folder) => unlink(folder.blobOf('mine/empty')), { logged: [] }));
});

describe('an object whose blob is cut short', () => {
  let folder: Awaited<ReturnType<typeof copyOf>>;
  let s3: Awaited<ReturnType<typeof startOn>>;
  let UploadId: string | undefined;
  const upload = { Bucket: 'mine', Key: 'copied' };
  beforeAll(async () => {
    folder = await copyOf(template);
    await truncate(folder.blobOf('mine/second'), 1999);
    s3 = await startOn(folder.path);
    ({ UploadId } = await s3.client.send(new CreateMultipartUploadCommand(upload)));
    const { ETag } = await s3.client.send(
      new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'p' }),
    );
    const part = /"part-written".*"etag":"83878c91171338902e0fe0fb97a8c47a"/;
    expect(ETag).toBe('"83878c91171338902e0fe0fb97a8c47a"');
    const line = (await readFile(folder.journal, 'utf8')).split('\n').find((text) => part.test(text));
    await truncate(
      path.join(folder.blobs, /"blob":"(?<blob>\w+)"/.exec(line ?? '')?.groups?.['blob'] ?? ''),
      0,
    );
  });
  afterAll(async () => {
    await s3.stop();
    await folder[Symbol.asyncDispose]();
  });

  const object = { Bucket: 'mine', Key: 'second' };
  const CopySource = 'mine/second';
  it.each<[string, () => Promise<unknown>]>([
    ['a GET', () => s3.client.send(new GetObjectCommand(object))],
    ['a GET of what is there', () => s3.client.send(new GetObjectCommand({ ...object, Range: 'bytes=0-9' }))],
    ['a GET of a part', () => s3.client.send(new GetObjectCommand({ ...object, PartNumber: 1 }))],
    ['a copy', () => s3.client.send(new CopyObjectCommand({ ...upload, CopySource }))],
    [
      'a copy into a part',
      () => s3.client.send(new UploadPartCopyCommand({ ...upload, UploadId, PartNumber: 2, CopySource })),
    ],
    [
      'the end of an upload with such a part',
      () => {
        const Parts = [{ PartNumber: 1, ETag: '83878c91171338902e0fe0fb97a8c47a' }];
        return s3.client.send(
          new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }),
        );
      },
    ],
  ])('%s is answered with InternalError', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'InternalError', $metadata: { httpStatusCode: 500 } });
    expect(await contentOf(s3, 'mine/first')).toEqual(OBJECTS['mine/first']);
  });

  it('a HEAD is answered with 500', async () => {
    const head = s3.client.send(new HeadObjectCommand(object));
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  });

  it('is whole again once it is stored again', async () => {
    await s3.client.send(new PutObjectCommand({ ...object, Body: 'whole' }));
    expect(await contentOf(s3, 'mine/second')).toEqual(Buffer.from('whole'));
  });
});

describe('a folder of blobs that', () => {
  const blobs = ({ blobs: folder }: Folder): string => folder;
  it.each<[string, Harm]>([
    ['is a file', (folder) => replaceBlobs(folder, () => writeFile(folder.blobs, 'x'))],
    ['is an empty file', (folder) => replaceBlobs(folder, () => writeFile(folder.blobs, ''))],
    ['is a pipe', way('is a pipe', blobs)],
    ['is a link to itself', way('is a link to itself', blobs)],
    ['is a link to a file elsewhere', way('is a link to a file elsewhere', blobs)],
    [
      'is a link to a folder elsewhere',
      (folder) => replaceBlobs(folder, () => symlink(folder.outsideFolder, folder.blobs)),
    ],
    [
      'is a link to where it was moved',
      async (folder) => {
        await rename(folder.blobs, `${folder.outsideFolder}/moved`);
        await symlink(`${folder.outsideFolder}/moved`, folder.blobs);
      },
    ],
  ])('%s is refused', (_, harm) => expectRefusal(template, harm, 'blobs'));

  it.each<[string, Harm]>([
    ['is missing', ({ blobs: folder }) => rm(folder, { recursive: true })],
    ['is empty', (folder) => replaceBlobs(folder, () => mkdir(folder.blobs))],
    [
      'has other files',
      (folder) =>
        replaceBlobs(folder, async () => {
          await mkdir(folder.blobs);
          await writeFile(path.join(folder.blobs, 'notes.txt'), 'notes');
        }),
    ],
  ])('%s is made again, and each object named', (_, harm) => {
    const lines = template.journal.matchAll(
      /"bucket":"(?<bucket>\w+)","version":.*"key":"(?<key>[^"]+)","versionId".*"sizeBytes":[1-9]/g,
    );
    const objects = Array.from(lines, ({ groups }) => `${groups?.['bucket']}/${groups?.['key']}`);
    const named = [...objects, 'mine/parts'];
    expect(named.length).toBeGreaterThan(15);
    return expectMended(template, harm, {
      logged: ['seed_damaged', ...inOrder(named).map((name) => `object_damaged ${name}`)],
      gone: Object.fromEntries(named.slice(0, -1).map((name) => [name, 'InternalError'])),
    });
  });

  it.each<[string, Harm, readonly string[]]>([
    ['a text file', ({ blobs: folder }) => writeFile(path.join(folder, 'notes.txt'), 'notes'), []],
    [
      'a blob of an interrupted upload',
      ({ blobs: folder }) => writeFile(path.join(folder, STRAY), 'stray'),
      [],
    ],
    ['a link called as a blob', (folder) => symlink(folder.outsideFile, path.join(folder.blobs, STRAY)), []],
    [
      'a link to a folder called as a blob',
      (folder) => symlink(folder.outsideFolder, path.join(folder.blobs, STRAY)),
      [],
    ],
    [
      'a folder called as a blob',
      async ({ blobs: folder }) => {
        await mkdir(path.join(folder, STRAY));
        await writeFile(path.join(folder, STRAY, 'inside'), 'kept');
      },
      ['blobs_kept 1'],
    ],
  ])('has %s as well is used', (_, harm, logged) => expectMended(template, harm, { logged }));
});

/** As a start names them: buckets in the order of their making, keys in that of their bytes. */
function inOrder(names: readonly string[]): readonly string[] {
  const buckets = ['fixtures/', 'mine/', 'last/'];
  const objects = names.slice(0, -1);
  return [
    ...buckets.flatMap((bucket) => objects.filter((name) => name.startsWith(bucket)).toSorted()),
    ...names.slice(-1),
  ];
}

function replaceBlobs({ blobs }: Folder, make: () => Promise<unknown>): Promise<void> {
  return replace(blobs, make);
}

async function replace(file: string, make: () => Promise<unknown>): Promise<void> {
  await rm(file, { recursive: true });
  await make();
}
