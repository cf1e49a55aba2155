import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signPlain } from '../services/s3-minio/plain-request.ts';
import { ALLOWED, expectNothingStored, KEY, policyOf, postForm, signPolicy } from './s3-form.ts';
import { type AttackedS3, outcomeOf, SCRATCH, startAttackedS3 } from './s3-under-attack.ts';

let s3: AttackedS3;

beforeAll(async () => {
  s3 = await startAttackedS3();
});
afterAll(() => s3.expectNothingLeft());
afterAll(() => s3.stop());

describe('a signature of a form', () => {
  afterAll(() => s3.expectKept());
  const policy = policyOf(ALLOWED);
  const { accessKeyId } = { accessKeyId: 'PLAYGROUNDACCESSKEY0' };
  const V4 = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${accessKeyId}/20260101/us-east-1/s3/aws4_request`,
  };

  it.each([
    ['none', { policy }, '403 AccessDenied'],
    ['none, but a key', { policy, AWSAccessKeyId: accessKeyId }, '400 InvalidArgument'],
    ['one without a key', { policy, signature: 'x' }, '400 InvalidArgument'],
    [
      'one that is wrong',
      { policy, AWSAccessKeyId: accessKeyId, signature: 'x' },
      '403 SignatureDoesNotMatch',
    ],
    [
      'one of another key',
      { policy, AWSAccessKeyId: 'AKIANOBODY', signature: 'x' },
      '403 InvalidAccessKeyId',
    ],
    ['of Version 4, none', { policy, ...V4 }, '400 InvalidArgument'],
    [
      'of Version 4, no algorithm',
      { policy, 'x-amz-credential': 'x', 'x-amz-signature': 'x' },
      '400 InvalidArgument',
    ],
    [
      'of Version 4, another algorithm',
      { policy, ...V4, 'x-amz-algorithm': 'none', 'x-amz-signature': 'x' },
      '400 InvalidArgument',
    ],
    [
      'of Version 4, a credential that is none',
      { policy, ...V4, 'x-amz-credential': 'a/b', 'x-amz-signature': 'x' },
      '400 InvalidArgument',
    ],
    [
      'of Version 4, one that is wrong',
      { policy, ...V4, 'x-amz-signature': '0'.repeat(64) },
      '403 SignatureDoesNotMatch',
    ],
  ])('%s', async (_, fields, outcome) => {
    expect(outcomeOf(await postForm(s3.endpoints, { ...KEY, ...fields }))).toBe(outcome);
    await expectNothingStored(s3);
  });

  it('behind the file is none', async () => {
    const late = signPolicy(s3.endpoints, policy);
    expect(outcomeOf(await postForm(s3.endpoints, KEY, { late }))).toBe('403 AccessDenied');
    await expectNothingStored(s3);
  });
});

describe('what a policy allows is stored', () => {
  afterAll(() => s3.expectKept());

  it.each([
    ['as it says', ALLOWED, {}, 'form'],
    ['in other letters', [{ bUcKeT: SCRATCH }, ['StArTs-WiTh', '$KeY', 'fo']], {}, 'form'],
    ['whatever it begins with', [{ bucket: SCRATCH }, ['starts-with', '$key', '']], {}, 'form'],
    ['with fields that are to be ignored', ALLOWED, { 'x-ignore-me': '1' }, 'form'],
    ['in the bucket of the URL, not of a field', [...ALLOWED], { bucket: 'kept' }, 'form'],
    [
      'under the name of the file',
      [{ bucket: SCRATCH }, ['starts-with', '$key', 'up/']],
      { key: `up/\${filename}` },
      'up/f',
    ],
    [
      'with a list of types',
      [...ALLOWED, ['starts-with', '$Content-Type', 'image/']],
      { 'Content-Type': 'image/png, image/gif' },
      'form',
    ],
  ] as const)('%s', async (_, conditions, more, key) => {
    const fields = { ...KEY, ...more, ...signPolicy(s3.endpoints, policyOf(conditions)) };
    expect(outcomeOf(await postForm(s3.endpoints, fields, { filename: '../../f' }))).toBe('204');
    expect(outcomeOf(await s3.ask({ path: `/${SCRATCH}/${key}` }))).toBe('200 bytes');
    await s3.ask({ method: 'DELETE', path: `/${SCRATCH}/${key}` });
    await expectNothingStored(s3);
  });

  it('and with a signature of Version 4', async () => {
    const policy = policyOf([
      ...ALLOWED,
      ['starts-with', '$x-amz-algorithm', ''],
      ['starts-with', '$x-amz-credential', ''],
    ]);
    const { key, scope } = signPlain(s3.endpoints, {});
    const answer = await postForm(s3.endpoints, {
      ...KEY,
      policy,
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${s3.endpoints.accessKeyId}/${scope}`,
      'x-amz-signature': createHmac('sha256', key).update(policy).digest('hex'),
    });
    expect(outcomeOf(answer)).toBe('204');
    await s3.ask({ method: 'DELETE', path: `/${SCRATCH}/form` });
  });
});
