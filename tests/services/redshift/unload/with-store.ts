import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { parquetReadObjects } from 'hyparquet';
import { Undo } from '../../../../core/undo.ts';
import { type StartedS3, startS3 } from '../../s3-minio/started-s3.ts';
import { type Behind, type Door, startBehind, startDoor } from '../with-door.ts';

export const ROLE = "IAM_ROLE 'arn:aws:iam::123456789012:role/unload'";

export interface DoorWithStore extends Door {
  readonly behind: Behind;
  readonly s3: StartedS3;
}

/** A database, an object store, and a proxy that knows both. */
export function startDoorWithStore(): Promise<DoorWithStore> {
  return Undo.onFailure(async (undo) => {
    const behind = await startBehind();
    undo.defer(() => behind.stop());
    const s3 = await startS3();
    undo.defer(() => s3.stop());
    const door = await startDoor(behind, { objectStore: s3.endpoints });
    undo.defer(() => door.stop());
    return { behind, s3, endpoints: door.endpoints, stop: () => undo.run() };
  });
}

/** Keys below a prefix, without it. */
export async function namesBelow({ client, endpoints }: StartedS3, prefix: string): Promise<string[]> {
  const list = new ListObjectsV2Command({ Bucket: endpoints.bucket, Prefix: prefix });
  const { Contents = [] } = await client.send(list);
  return Contents.map(({ Key = '' }) => Key.slice(prefix.length));
}

export async function bytesOf({ client, endpoints }: StartedS3, key: string): Promise<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: endpoints.bucket, Key: key }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}

export async function textOf(s3: StartedS3, key: string): Promise<string> {
  return Buffer.from(await bytesOf(s3, key)).toString('utf8');
}

export async function putText({ client, endpoints }: StartedS3, key: string, text: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: endpoints.bucket, Key: key, Body: text }));
}

/** The rows of a Parquet file, as a reader of the format sees them. */
export async function rowsIn(s3: StartedS3, key: string): Promise<Array<Record<string, unknown>>> {
  const bytes = await bytesOf(s3, key);
  return parquetReadObjects({ file: arrayBufferOf(bytes) });
}

export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

let unloads = 0;

/** An UNLOAD to a place of its own in the seeded bucket, and that place. */
export function unloadTo(
  { endpoints }: StartedS3,
  query: string,
  options = '',
): { sql: string; prefix: string } {
  unloads += 1;
  const prefix = `unloaded/${unloads}/`;
  return {
    sql: `UNLOAD ($q$${query}$q$) TO 's3://${endpoints.bucket}/${prefix}' ${ROLE} ${options}`,
    prefix,
  };
}

/** The first text file below a prefix. */
export function fileOf(s3: StartedS3, prefix: string): Promise<string> {
  return textOf(s3, `${prefix}0000_part_00`);
}
