import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import { clientOf } from '../../services/s3-minio/started-s3.ts';
import type { Behaviour } from './subject.ts';

export const s3: Behaviour<S3Endpoints> = { read: everything, change, connect: ({ url }) => fetch(url) };

async function everything(endpoints: S3Endpoints): Promise<unknown> {
  const client = clientOf(endpoints);
  try {
    const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: endpoints.bucket }));
    return {
      buckets: Buckets.map(({ Name }) => Name),
      objects: Contents.map(({ Key, ETag }) => [Key, ETag]),
    };
  } finally {
    client.destroy();
  }
}

async function change(endpoints: S3Endpoints): Promise<void> {
  const client = clientOf(endpoints);
  await client.send(new CreateBucketCommand({ Bucket: 'another' }));
  await client.send(new DeleteObjectCommand({ Bucket: endpoints.bucket, Key: 'people/people.csv' }));
  client.destroy();
}
