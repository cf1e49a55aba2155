import type { S3Endpoints } from '../endpoints.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from '../parse-xml.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { ask } from './ask.ts';

/** Deletes every bucket of a store with all that is in it. */
export async function emptyStore(endpoints: S3Endpoints): Promise<void> {
  const { text } = await ask(endpoints, { method: 'GET' });
  const list = childrenOf(parseXml(text, 'ListAllMyBucketsResult'), 'Buckets').flatMap((buckets) =>
    childrenOf(buckets, 'Bucket'),
  );
  for (const bucket of list.map((entry) => textOf(entry, 'Name') ?? '')) {
    await emptyBucket(endpoints, bucket);
    await ask(endpoints, { method: 'DELETE', bucket, allowed: [404] });
  }
}

/** A page of versions at a time, which is as much as one request may delete. */
async function emptyBucket(endpoints: S3Endpoints, bucket: string): Promise<void> {
  for (;;) {
    const { text } = await ask(endpoints, { method: 'GET', bucket, query: [['versions', '']] });
    const page = parseXml(text, 'ListVersionsResult');
    const versions = [...childrenOf(page, 'Version'), ...childrenOf(page, 'DeleteMarker')];
    if (versions.length === 0) return;
    const body = Buffer.from(xmlDocument('Delete', element('Quiet', true), ...versions.map(presentObject)));
    const { text: result } = await ask(endpoints, { method: 'POST', bucket, query: [['delete', '']], body });
    // A loop that waits for what cannot be deleted would never end.
    if (childrenOf(parseXml(result, 'DeleteResult'), 'Error').length > 0) {
      throw new Error(`${endpoints.url} does not delete everything in the bucket ${bucket}: ${result}`);
    }
  }
}

function presentObject(version: XmlNode): string {
  return parent(
    'Object',
    element('Key', textOf(version, 'Key')),
    element('VersionId', textOf(version, 'VersionId')),
  );
}
