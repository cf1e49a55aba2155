import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import { clientOf } from '../../services/s3-minio/started-s3.ts';
import type { Question } from './question.ts';

/** Made by each playground's own authority, so of no two homes the same. */
const CERTIFICATE = 'certs/client.pem';

export const s3Questions: readonly Question<S3Endpoints>[] = [
  [
    'the buckets',
    withClient(async (client) => names((await client.send(new ListBucketsCommand({}))).Buckets)),
  ],
  ['the objects, with sizes and ETags', listingOf],
  ['the bytes and types of every object', contentsOf],
  [
    'one page of a listing',
    withClient(async (client, Bucket) => {
      const { Contents, CommonPrefixes, KeyCount, IsTruncated } = await client.send(
        new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2 }),
      );
      return { Contents, CommonPrefixes, KeyCount, IsTruncated };
    }),
  ],
  [
    'an object that is not there',
    refusal((Bucket) => new GetObjectCommand({ Bucket, Key: 'no/such/object' })),
  ],
  ['a bucket that is not there', refusal(() => new ListObjectsV2Command({ Bucket: 'no-such-bucket' }))],
  [
    'a wrong key',
    (endpoints) => listingOf({ ...endpoints, secretAccessKey: 'wrong-wrong-wrong' }).catch(present),
  ],
  [
    'part of an object',
    withClient(async (client, Bucket) => {
      const { Body, ContentRange } = await client.send(
        new GetObjectCommand({ Bucket, Key: 'people/people.csv', Range: 'bytes=0-99' }),
      );
      return { ContentRange, text: await Body?.transformToString() };
    }),
  ],
];

/** Every object's key, size and ETag; the certificate's key only. */
export function listingOf(endpoints: S3Endpoints): Promise<unknown> {
  return withClient(async (client, Bucket) => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key, Size, ETag }) => (Key === CERTIFICATE ? [Key] : [Key, Size, ETag]));
  })(endpoints);
}

function contentsOf(endpoints: S3Endpoints): Promise<unknown> {
  return withClient(async (client, Bucket) => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    return Promise.all(
      Contents.filter(({ Key }) => Key !== CERTIFICATE).map(async ({ Key }) => {
        const { ContentType } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        return [Key, ContentType, createHash('sha256').update(bytes).digest('hex')];
      }),
    );
  })(endpoints);
}

function withClient(ask: (client: S3Client, bucket: string) => Promise<unknown>) {
  return async (endpoints: S3Endpoints): Promise<unknown> => {
    const client = clientOf(endpoints);
    try {
      return await ask(client, endpoints.bucket);
    } finally {
      client.destroy();
    }
  };
}

function refusal(command: (bucket: string) => GetObjectCommand | ListObjectsV2Command) {
  return withClient(async (client, bucket) =>
    client.send(command(bucket) as GetObjectCommand).catch(present),
  );
}

/** Without the sentence, which is each server's own. */
function present({ name, $metadata }: { name: string; $metadata?: { httpStatusCode?: number } }) {
  return { name, status: $metadata?.httpStatusCode };
}

function names(buckets: readonly { readonly Name?: string | undefined }[] = []): unknown {
  return buckets.map(({ Name }) => Name);
}
