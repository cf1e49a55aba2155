import type { S3Endpoints } from '../endpoints.ts';
import { fingerprintOf } from '../objects/fingerprint.ts';
import { seededObjects } from '../objects/seeded-objects.ts';
import type { S3Options } from '../options.ts';
import { childrenOf, parseXml, textOf } from '../parse-xml.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { ask } from './ask.ts';
import { emptyStore } from './empty-store.ts';
import { put } from './put.ts';

/** What goes into the seeded bucket. */
export type S3Seed = Pick<S3Options, 'dataset' | 'parallelFiles' | 'extraObjects'>;

/** The tag of the bucket that says which seed it holds. */
const TAG = 'connector-playground-seed';
const AT_ONCE = 8;

/**
 * Gives a store that runs anywhere the seeded bucket, over the S3 protocol. A store that has the same seed already
 * keeps all that clients wrote; one with another seed is emptied first.
 */
export async function seedStore(endpoints: S3Endpoints, seed: S3Seed): Promise<void> {
  const known = await seedOf(endpoints);
  if (known === fingerprintOf({ ...seed, bucket: endpoints.bucket })) return;
  if (known !== undefined) await emptyStore(endpoints);
  await fill(endpoints, seed);
}

/** Brings the state of the start back: every bucket goes, and the seeded one returns. Objects have a new time then. */
export async function restoreStore(endpoints: S3Endpoints, seed: S3Seed): Promise<void> {
  await emptyStore(endpoints);
  await fill(endpoints, seed);
}

async function fill(endpoints: S3Endpoints, seed: S3Seed): Promise<void> {
  const { bucket } = endpoints;
  // 409: it is there already, and ours.
  await ask(endpoints, { method: 'PUT', bucket, allowed: [409] });
  let waiting: Promise<unknown>[] = [];
  for await (const object of seededObjects(seed)) {
    waiting.push(put(endpoints, object));
    if (waiting.length < AT_ONCE) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  // Last of all: a seeding that was interrupted is begun again.
  const tag = parent('Tag', element('Key', TAG), element('Value', fingerprintOf({ ...seed, bucket })));
  const body = Buffer.from(xmlDocument('Tagging', parent('TagSet', tag)));
  await ask(endpoints, { method: 'PUT', bucket, query: [['tagging', '']], body });
}

/** Undefined for a store without the bucket, and for a bucket that was never filled. */
async function seedOf(endpoints: S3Endpoints): Promise<string | undefined> {
  const query = [['tagging', '']] as const;
  const { bucket } = endpoints;
  const { status, text } = await ask(endpoints, { method: 'GET', bucket, query, allowed: [404] });
  if (status === 404) return undefined;
  const tags = childrenOf(parseXml(text, 'Tagging'), 'TagSet').flatMap((set) => childrenOf(set, 'Tag'));
  const ours = tags.find((tag) => textOf(tag, 'Key') === TAG);
  return ours && textOf(ours, 'Value');
}
