import { isSameSecret } from '../../../core/same-secret.ts';
import { parseCredential, signText } from '../../../core/signature-v4/scope.ts';
import { S3Error } from '../errors.ts';
import type { Keys } from './keys.ts';
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
export function verifyPostPolicy(fields: FormFields, bucket: string, keys: Keys, now: number): SizeLimits {
  const policy = fields.get('policy');
  if (policy === undefined)
    throw new S3Error('AccessDenied', 'An upload form without a signed policy is not allowed.');
  verifySignature(fields, policy, keys);
  const { expiration, conditions } = parsePolicy(policy);
  if (!(Date.parse(expiration) > now))
    throw new S3Error('AccessDenied', 'Invalid according to Policy: Policy expired.');
  return checkConditions(conditions, new Map([...fields, ['bucket', bucket]]), fields);
}

function verifySignature(fields: FormFields, policy: string, keys: Keys): void {
  if (fields.has('x-amz-signature')) {
    const scope = parseCredential(fields.get('x-amz-credential') ?? '');
    if (!scope || fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') {
      throw new S3Error('InvalidArgument', 'X-Amz-Credential or X-Amz-Algorithm of the form is not valid.');
    }
    requireKnownKey(scope.accessKeyId, keys);
    const expected = signText(keys.secretAccessKey, scope, policy);
    if (!isSameSecret(fields.get('x-amz-signature') ?? '', expected))
      throw new S3Error('SignatureDoesNotMatch');
    return;
  }
  const accessKeyId = fields.get('awsaccesskeyid');
  const signature = fields.get('signature');
  if (accessKeyId === undefined || signature === undefined) {
    throw new S3Error('AccessDenied', 'The form has a policy but no signature.');
  }
  requireKnownKey(accessKeyId, keys);
  if (!isSameSecret(signature, signV2(keys.secretAccessKey, policy)))
    throw new S3Error('SignatureDoesNotMatch');
}

type Condition = readonly [operator: string, first: unknown, second: unknown];

function parsePolicy(base64: string): { expiration: string; conditions: readonly Condition[] } {
  let policy: unknown;
  try {
    policy = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    throw new S3Error('InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
  }
  const { expiration, conditions } = (policy ?? {}) as { expiration?: unknown; conditions?: unknown };
  if (typeof expiration !== 'string' || !Array.isArray(conditions)) {
    throw new S3Error(
      'InvalidPolicyDocument',
      'Invalid Policy: it needs an expiration and a list of conditions.',
    );
  }
  return { expiration, conditions: conditions.flatMap(parseCondition) };
}

function parseCondition(condition: unknown): readonly Condition[] {
  if (Array.isArray(condition) && condition.length === 3 && isCondition(condition)) {
    return [[condition[0].toLowerCase(), condition[1], condition[2]]];
  }
  if (typeof condition === 'object' && condition !== null && !Array.isArray(condition)) {
    return Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value]);
  }
  throw new S3Error(
    'InvalidPolicyDocument',
    'Invalid Policy: a condition is neither a list of three nor an object.',
  );
}

/** `content-length-range` has two numbers, all others a name and a text. */
function isCondition([operator, first, second]: readonly unknown[]): boolean {
  if (typeof operator !== 'string') return false;
  const isSize = (value: unknown): boolean => /^\d{1,15}$/.test(String(Object(value) === value ? '' : value));
  if (operator.toLowerCase() === 'content-length-range') return isSize(first) && isSize(second);
  return typeof first === 'string' && Object(second) !== second;
}

function checkConditions(
  conditions: readonly Condition[],
  values: ReadonlyMap<string, string>,
  fields: FormFields,
): SizeLimits {
  const covered = new Set(EXEMPT);
  let limits: SizeLimits = { leastBytes: 0, mostBytes: Number.POSITIVE_INFINITY };
  for (const [operator, first, second] of conditions) {
    if (operator === 'content-length-range') {
      limits = { leastBytes: Number(first), mostBytes: Number(second) };
      continue;
    }
    const name = String(first).replace(/^\$/, '').toLowerCase();
    const value = values.get(name);
    const holds =
      value !== undefined &&
      ((operator === 'eq' && value === String(second)) ||
        (operator === 'starts-with' && value.startsWith(String(second))));
    if (!holds) throw notAllowed(`Policy Condition failed: ${JSON.stringify([operator, first, second])}`);
    covered.add(name);
  }
  const extra = [...fields.keys()].find((name) => !covered.has(name) && !name.startsWith('x-ignore-'));
  if (extra !== undefined) throw notAllowed(`Extra input fields: ${extra}`);
  return limits;
}

function notAllowed(why: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${why}.`);
}
