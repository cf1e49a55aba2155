import { isSameSecret } from '../../../core/same-secret.ts';
import { parseCredential, signText } from '../../../core/signature-v4/scope.ts';
import { S3Error } from '../errors.ts';
import type { Keys } from './keys.ts';
import { type Condition, parsePolicy } from './policy-document.ts';
import type { SignersTime } from './signers-time.ts';
import { signV2 } from './v2.ts';
import { requireKnownKey } from './v4.ts';

/** The fields of an upload form, by lower-case name. */
export type FormFields = ReadonlyMap<string, string>;

export interface SizeLimits {
  readonly leastBytes: number;
  readonly mostBytes: number;
}

/** Fields that no condition of the policy has to cover ("Creating a POST policy"). */
const EXEMPT = new Set(['x-amz-signature', 'file', 'policy', 'signature', 'awsaccesskeyid']);

/**
 * Checks that an upload form carries a policy signed with the keys (Signature Version 4 or 2) and that it
 * keeps to that policy.
 *
 * @returns how large the file may be
 * @throws S3Error AccessDenied, InvalidPolicyDocument, SignatureDoesNotMatch, …
 */
export function verifyPostPolicy(
  fields: FormFields,
  bucket: string,
  keys: Keys,
  now: SignersTime,
): SizeLimits {
  const policy = fields.get('policy');
  if (policy === undefined)
    throw new S3Error('AccessDenied', 'An upload form without a signed policy is not allowed.');
  verifySignature(fields, policy, keys);
  const { expiresAt, conditions } = parsePolicy(policy);
  if (now(expiresAt) >= expiresAt) throw notAllowed('Policy expired');
  // The bucket that counts is that of the URL, whatever a field of that name says.
  return checkConditions(conditions, new Map([...fields, ['bucket', bucket]]));
}

function verifySignature(fields: FormFields, policy: string, keys: Keys): void {
  if (['x-amz-signature', 'x-amz-credential', 'x-amz-algorithm'].some((name) => fields.has(name))) {
    const scope = parseCredential(requiredField(fields, 'X-Amz-Credential'));
    if (!scope || requiredField(fields, 'X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
      throw new S3Error('InvalidArgument', 'X-Amz-Credential or X-Amz-Algorithm of the form is not valid.');
    }
    const signature = requiredField(fields, 'X-Amz-Signature');
    requireKnownKey(scope.accessKeyId, keys);
    const expected = signText(keys.secretAccessKey, scope, policy);
    if (!isSameSecret(signature, expected)) throw new S3Error('SignatureDoesNotMatch');
    return;
  }
  if (!fields.has('awsaccesskeyid') && !fields.has('signature')) {
    throw new S3Error('AccessDenied', 'The form has a policy but no signature.');
  }
  const accessKeyId = requiredField(fields, 'AWSAccessKeyId');
  const signature = requiredField(fields, 'Signature');
  requireKnownKey(accessKeyId, keys);
  if (!isSameSecret(signature, signV2(keys.secretAccessKey, policy)))
    throw new S3Error('SignatureDoesNotMatch');
}

function requiredField(fields: FormFields, name: string): string {
  const value = fields.get(name.toLowerCase());
  if (value !== undefined) return value;
  throw new S3Error(
    'InvalidArgument',
    `Bucket POST must contain a field named '${name}'. If it is specified, please check the order of the fields.`,
    { ArgumentName: name },
  );
}

function checkConditions(conditions: readonly Condition[], values: ReadonlyMap<string, string>): SizeLimits {
  const covered = new Set(EXEMPT);
  let limits: SizeLimits = { leastBytes: 0, mostBytes: Number.POSITIVE_INFINITY };
  for (const condition of conditions) {
    const [operator, first, second] = condition;
    if (operator === 'content-length-range') {
      if (![first, second].every(isSize)) throw conditionFailed(condition);
      // All of several hold.
      limits = {
        leastBytes: Math.max(limits.leastBytes, Number(first)),
        mostBytes: Math.min(limits.mostBytes, Number(second)),
      };
      continue;
    }
    const [, name] = /^\$(.+)$/s.exec(String(first).toLowerCase()) ?? [];
    const value = name === undefined ? undefined : values.get(name);
    if (name === undefined || value === undefined || !holds(operator, name, value, String(second))) {
      throw conditionFailed(condition);
    }
    covered.add(name);
  }
  const extra = [...values.keys()].find((name) => !covered.has(name) && !name.startsWith('x-ignore-'));
  if (extra !== undefined) throw notAllowed(`Extra input fields: ${extra}`);
  return limits;
}

function isSize(value: string | number): boolean {
  return /^\d{1,15}$/.test(String(value));
}

function holds(operator: 'eq' | 'starts-with', name: string, value: string, wanted: string): boolean {
  if (operator === 'eq') return value === wanted;
  // Commas make a list of this field alone, and all in it must begin so.
  const values = name === 'content-type' ? value.split(',').map((each) => each.trim()) : [value];
  return values.every((each) => each.startsWith(wanted));
}

function conditionFailed(condition: Condition): S3Error {
  return notAllowed(`Policy Condition failed: ${JSON.stringify(condition)}`);
}

function notAllowed(why: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${why}.`);
}
