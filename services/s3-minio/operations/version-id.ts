import { randomBytes } from 'node:crypto';
import { S3Error } from '../errors.ts';
import { NULL_VERSION } from '../store/object-version.ts';

/** @throws S3Error InvalidArgument unless a version here could have that id: S3 tells such an id from one that is gone */
export function requireVersionId(versionId: string): void {
  if (versionId === NULL_VERSION || /^[0-9a-f]{32}$/.test(versionId)) return;
  const message = versionId === '' ? 'Version id cannot be the empty string' : 'Invalid version id specified';
  throw new S3Error('InvalidArgument', `${message}.`, {
    ArgumentName: 'versionId',
    ArgumentValue: versionId,
  });
}

export function newVersionId(): string {
  return randomBytes(16).toString('hex');
}

/** What a version id looks like in a header: not at all where a bucket keeps no versions. */
export function versionIdHeader(versionId: string): string | undefined {
  return versionId === NULL_VERSION ? undefined : versionId;
}
