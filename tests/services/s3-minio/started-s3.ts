import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { embeddedS3 } from '../../../services/s3-minio/embedded.ts';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import type { S3Options } from '../../../services/s3-minio/options.ts';
import type { CreateBlobFile } from '../../../services/s3-minio/store/blobs.ts';

export interface StartedS3 {
  readonly endpoints: S3Endpoints;
  readonly directory: string;
  readonly client: S3Client;
  stop(): Promise<void>;
}

// The client says on every start that versions of next year need Node.js 22.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** A service on a port and in a directory of its own, and a client for it. */
export async function startS3(
  options: Partial<S3Options> = {},
  createFile?: CreateBlobFile,
): Promise<StartedS3> {
  const directory = options.directory ?? (await temporaryDirectory());
  const service = embeddedS3({ port: 0, ...options, directory }, createFile);
  const endpoints = await service.start();
  const client = clientOf(endpoints);
  return {
    endpoints,
    directory,
    client,
    async stop() {
      client.destroy();
      await service.stop();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

export function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'playground-s3-'));
}

export function clientOf(endpoints: S3Endpoints, config: S3ClientConfig = {}): S3Client {
  const { url, region, accessKeyId, secretAccessKey } = endpoints;
  return new S3Client({
    endpoint: url,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 1,
    ...config,
  });
}

/** Bytes that repeat only after 64 KiB, so that a piece in the wrong place shows. */
export function patternBytes(sizeBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  for (let position = 0; position < sizeBytes; position += 1)
    bytes[position] = (position ^ (position >> 8)) & 0xff;
  return bytes;
}
