import { isIP } from 'node:net';
import { S3Error } from '../errors.ts';
import { parseXml, textOf } from '../parse-xml.ts';
import { readText } from '../payload/read-text.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { type Operation, OWNER } from './operation.ts';

const LOCATION = 'location';

export const listBuckets: Operation = ({ store }) => ({
  body: xmlDocument(
    'ListAllMyBucketsResult',
    parent('Owner', element('ID', OWNER.id), element('DisplayName', OWNER.name)),
    parent(
      'Buckets',
      ...store.buckets.map(({ name, createdAt }) =>
        parent('Bucket', element('Name', name), element('CreationDate', new Date(createdAt).toISOString())),
      ),
    ),
  ),
});

export const createBucket: Operation = async ({ store, bucket, payload, headers, now }) => {
  if (!isBucketName(bucket)) throw new S3Error('InvalidBucketName', undefined, { BucketName: bucket });
  if (headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true') {
    throw new S3Error('NotImplemented', 'Object Lock is not implemented here. Create the bucket without it.');
  }
  const text = await readText(payload, headers);
  const location = text && textOf(parseXml(text, 'CreateBucketConfiguration'), 'LocationConstraint');
  if (location && !/^[A-Za-z0-9-]+$/.test(location)) {
    throw new S3Error('MalformedXML', `The location constraint '${location}' is not valid.`);
  }
  if (store.hasBucket(bucket))
    throw new S3Error('BucketAlreadyOwnedByYou', undefined, { BucketName: bucket });
  store.commit({ type: 'bucket-created', bucket, createdAt: now });
  if (location) store.commit({ type: 'setting-changed', bucket, setting: LOCATION, value: location });
  return { headers: { location: `/${bucket}` } };
};

export const headBucket: Operation = ({ store, bucket }) => {
  store.bucket(bucket);
  return {};
};

export const deleteBucket: Operation = ({ store, bucket }) => {
  if (!store.bucket(bucket).isEmpty) throw new S3Error('BucketNotEmpty', undefined, { BucketName: bucket });
  store.commit({ type: 'bucket-deleted', bucket });
  return { status: 204 };
};

/** Empty for us-east-1, as S3 has it. */
export const getBucketLocation: Operation = ({ store, bucket }) => ({
  body: xmlDocument('LocationConstraint', store.bucket(bucket).settings.get(LOCATION) ?? ''),
});

/** The rules of "Bucket naming rules" for general purpose buckets. */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/\.-|-\./.test(name) &&
    !isIP(name)
  );
}
