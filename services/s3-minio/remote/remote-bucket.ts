import type { S3Endpoints } from '../endpoints.ts';
import { EXPORTED_AT, type ExportBucket } from '../living/export-bucket.ts';
import { childrenOf, parseXml, textOf } from '../parse-xml.ts';
import { ask } from './ask.ts';
import { put } from './put.ts';

const METADATA = `x-amz-meta-${EXPORTED_AT}`;

/**
 * The seeded bucket of a store that runs elsewhere. What is exported has that store's time as its `LastModified`, so its user
 * metadata tells the time of the world, and that it is an export.
 */
export function remoteBucket(endpoints: S3Endpoints): ExportBucket {
  const { bucket } = endpoints;
  return {
    async exists() {
      const { status } = await ask(endpoints, { method: 'HEAD', bucket, allowed: [404] });
      return status !== 404;
    },
    keys: (prefix) => keysOf(endpoints, prefix),
    async find(key) {
      const { status, headers } = await ask(endpoints, { method: 'HEAD', bucket, key, allowed: [404] });
      if (status === 404) return undefined;
      const writtenAt = Date.parse(headers.get(METADATA) ?? '');
      return Number.isNaN(writtenAt) ? 'no export' : writtenAt;
    },
    write: (object, writtenAt) => put(endpoints, object, { [METADATA]: new Date(writtenAt).toISOString() }),
    async remove(key) {
      await ask(endpoints, { method: 'DELETE', bucket, key });
    },
  };
}

/** A page at a time: clients may have written there, too. */
async function keysOf(endpoints: S3Endpoints, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let token: string | undefined; ; ) {
    const query = [
      ...(token === undefined ? [] : [['continuation-token', token] as const]),
      ['list-type', '2'] as const,
      ['prefix', prefix] as const,
    ];
    const { text } = await ask(endpoints, { method: 'GET', bucket: endpoints.bucket, query });
    const page = parseXml(text, 'ListBucketResult');
    keys.push(...childrenOf(page, 'Contents').map((entry) => textOf(entry, 'Key') ?? ''));
    token = textOf(page, 'NextContinuationToken');
    if (token === undefined) return keys;
  }
}
