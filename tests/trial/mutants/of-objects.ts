import { type _Object, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import type { Person } from './client.ts';
import type { Mutant } from './mutant.ts';

const HOUR_MS = 3_600_000;
const PEOPLE = 'people/people.ndjson';

interface Kept {
  cursor?: number;
  /** Of the export of all people. */
  etag?: string | undefined;
}

interface Change {
  readonly kind: 'insert' | 'update' | 'delete';
  readonly values: Person;
}

/** The bucket of the world. */
class Bucket implements Disposable {
  readonly #run: SyncRun;
  readonly #client: S3Client;

  constructor(run: SyncRun) {
    const { url = '', region = '', accessKeyId = '', secretAccessKey = '' } = run.endpoints.s3 ?? {};
    this.#run = run;
    this.#client = new S3Client({
      ...{ endpoint: url, region, forcePathStyle: true },
      credentials: { accessKeyId, secretAccessKey },
    });
  }

  /** The time of the source, as its last answer told. */
  now(): number {
    return Date.now() + this.#client.config.systemClockOffset;
  }

  /** By their keys. */
  async list(prefix: string): Promise<readonly _Object[]> {
    const found: _Object[] = [];
    let token: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          ...{ Bucket: this.#run.endpoints.s3?.bucket, Prefix: prefix },
          ...(token !== undefined && { ContinuationToken: token }),
        }),
        { abortSignal: this.#run.signal },
      );
      found.push(...(page.Contents ?? []));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }

  async lines<Line>(key: string): Promise<readonly Line[]> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: this.#run.endpoints.s3?.bucket, Key: key }),
      { abortSignal: this.#run.signal },
    );
    const text = (await Body?.transformToString()) ?? '';
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }

  [Symbol.dispose](): void {
    this.#client.destroy();
  }
}

async function readPeople(run: SyncRun, bucket: Bucket): Promise<void> {
  run.destination.truncate('user');
  for (const person of await bucket.lines<Person>(PEOPLE)) run.destination.upsert('user', person);
}

async function readChanges(run: SyncRun, bucket: Bucket, objects: readonly _Object[]): Promise<void> {
  for (const { Key = '' } of objects)
    for (const { kind, values } of await bucket.lines<Change>(Key)) {
      if (kind === 'delete') run.destination.delete('user', values);
      else run.destination.upsert('user', values);
    }
}

/** The export of all people, whenever it is another. */
const newestExport: SyncFunction = async (run) => {
  using bucket = new Bucket(run);
  const state = run.state as Kept;
  const [found] = (await bucket.list('people/')).filter(({ Key }) => Key === PEOPLE);
  if (found === undefined || found.ETag === state.etag) return;
  await readPeople(run, bucket);
  state.etag = found.ETag;
};

/** All people once, then the files of changes from where the cursor says. */
function changesFrom(
  since: (cursor: number) => number,
  next: (objects: readonly _Object[], bucket: Bucket) => number,
): SyncFunction {
  return async (run) => {
    using bucket = new Bucket(run);
    const state = run.state as Kept;
    const all = await bucket.list('changes/');
    const { cursor } = state;
    if (cursor === undefined) await readPeople(run, bucket);
    else {
      const from = since(cursor);
      await readChanges(
        run,
        bucket,
        all.filter(({ LastModified }) => (LastModified?.getTime() ?? 0) > from),
      );
    }
    state.cursor = next(all, bucket);
  };
}

const newestOf = (all: readonly _Object[]): number =>
  Math.max(...all.map(({ LastModified }) => LastModified?.getTime() ?? 0));

/** Reads what it does not know by its key. */
const byKeyAlone: SyncFunction = async (run) => {
  using bucket = new Bucket(run);
  const state = run.state as { readonly known?: string[] };
  const known = state.known ?? [];
  for (const { Key = '' } of await bucket.list(PEOPLE)) {
    if (known.includes(Key)) continue;
    await readPeople(run, bucket);
    Object.assign(run.state, { known: [...known, Key] });
  }
};

/** Connectors of an object store, each with one bug. */
export const OF_OBJECTS: readonly Mutant[] = [
  { scenario: 'objects', bug: 'by the key alone', sync: byKeyAlone },
  {
    scenario: 'objects',
    bug: 'from the time of the listing on',
    sync: changesFrom(
      (cursor) => cursor,
      (_all, bucket) => bucket.now(),
    ),
  },
];

export const RIGHT_OF_OBJECTS: Readonly<Record<string, SyncFunction>> = {
  'the newest export': newestExport,
  'files of changes with an overlap': changesFrom((cursor) => cursor - 3 * HOUR_MS, newestOf),
};
