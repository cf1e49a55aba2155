import { randomBytes } from 'node:crypto';
import { NULL_VERSION } from '../store/object-version.ts';

export function newVersionId(): string {
  return randomBytes(16).toString('hex');
}

/** What a version id looks like in a header: not at all where a bucket keeps no versions. */
export function versionIdHeader(versionId: string): string | undefined {
  return versionId === NULL_VERSION ? undefined : versionId;
}
