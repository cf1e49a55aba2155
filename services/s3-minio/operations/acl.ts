import { S3Error } from '../errors.ts';
import { element, parent, xmlDocument } from '../xml.ts';
import { findVersion } from './find-version.ts';
import { type Call, type Operation, OWNER } from './operation.ts';

const OWNER_ONLY = new Set(['private', 'bucket-owner-full-control', 'bucket-owner-read']);

/** Everything is private here, and that is what an ACL says. */
export const getAcl: Operation = (call) => {
  requireTarget(call);
  const owner = element('ID', OWNER.id) + element('DisplayName', OWNER.name);
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">${owner}</Grantee>`;
  const grant = parent('Grant', grantee, element('Permission', 'FULL_CONTROL'));
  return {
    body: xmlDocument('AccessControlPolicy', parent('Owner', owner), parent('AccessControlList', grant)),
  };
};

/** Takes the canned ACLs that change nothing, and refuses to pretend about the others. */
export const putAcl: Operation = (call) => {
  requireTarget(call);
  const canned = call.headers['x-amz-acl'];
  if (canned === undefined || !OWNER_ONLY.has(canned)) {
    throw new S3Error(
      'NotImplemented',
      `Only the canned ACL 'private' is implemented, not '${canned ?? 'grants'}'.`,
    );
  }
  return {};
};

function requireTarget({ store, bucket, key, query }: Call): void {
  if (key === '') store.bucket(bucket);
  else findVersion(store, { bucket, key, versionId: query.get('versionId') });
}
