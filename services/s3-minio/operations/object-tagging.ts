import { readText } from '../payload/read-text.ts';
import { findVersion } from './find-version.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { parseTagDocument, presentTagDocument } from './tag-set.ts';

export const getObjectTagging: Operation = (call) => ({ body: presentTagDocument(find(call).tags) });

export const putObjectTagging: Operation = async (call) => {
  const tags = parseTagDocument(await readText(call.payload, call.headers));
  return tag(call, tags, 200);
};

export const deleteObjectTagging: Operation = (call) => tag(call, {}, 204);

function tag(call: Call, tags: Readonly<Record<string, string>>, status: number): Answer {
  const { store, bucket, key } = call;
  const { versionId } = find(call);
  store.commit({ type: 'version-tagged', bucket, key, versionId, tags });
  return { status };
}

function find({ store, bucket, key, query }: Call) {
  return findVersion(store, { bucket, key, versionId: query.get('versionId') });
}
