import { HeadObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import { clientOf } from './started-s3.ts';

/** An object as any store shows it. When it was written is the store's own affair. */
interface StoredObject {
  /** The MD5 of its bytes. */
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** Every object of the seeded bucket, by its key. */
export async function storedObjects(endpoints: S3Endpoints): Promise<Map<string, StoredObject>> {
  // A client that signs by the time in the last answer asks twice after the clock has moved.
  const client = clientOf(endpoints, { maxAttempts: 3 });
  const { bucket: Bucket } = endpoints;
  const found = new Map<string, StoredObject>();
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '' } of Contents) {
        const { ETag, ContentType, Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        found.set(Key, { etag: ETag, contentType: ContentType, metadata: Metadata });
      }
    }
    return found;
  } finally {
    client.destroy();
  }
}
