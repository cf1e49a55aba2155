import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLOWED, expectNothingStored, KEY, policyOf, postForm, signPolicy } from './s3-form.ts';
import { type AttackedS3, outcomeOf, SCRATCH, startAttackedS3 } from './s3-under-attack.ts';

let s3: AttackedS3;

beforeAll(async () => {
  s3 = await startAttackedS3();
});
afterAll(() => s3.expectNothingLeft());
afterAll(() => s3.stop());

describe('a policy that is none', () => {
  afterAll(() => s3.expectKept());

  it.each([
    ['nothing', '', '400 InvalidPolicyDocument'],
    ['no JSON', Buffer.from('x').toString('base64'), '400 InvalidPolicyDocument'],
    ['null', Buffer.from('null').toString('base64'), '400 InvalidPolicyDocument'],
    ['a list', Buffer.from('[]').toString('base64'), '400 InvalidPolicyDocument'],
    ['no conditions', policyOf(undefined), '400 InvalidPolicyDocument'],
    ['conditions that are no list', policyOf({ bucket: SCRATCH }), '400 InvalidPolicyDocument'],
    ['a condition that is true', policyOf([...ALLOWED, true]), '400 InvalidPolicyDocument'],
    ['an empty condition', policyOf([...ALLOWED, []]), '400 InvalidPolicyDocument'],
    ['a condition without a property', policyOf([...ALLOWED, {}]), '400 InvalidPolicyDocument'],
    [
      'a condition with two properties',
      policyOf([{ bucket: SCRATCH, key: 'form' }]),
      '400 InvalidPolicyDocument',
    ],
    ['a property that is an object', policyOf([...ALLOWED, { acl: {} }]), '400 InvalidPolicyDocument'],
    ['a property that is a number', policyOf([...ALLOWED, { acl: 1 }]), '400 InvalidPolicyDocument'],
    [
      'an operation that is none',
      policyOf([...ALLOWED, ['ends-with', '$key', 'm']]),
      '400 InvalidPolicyDocument',
    ],
    ['four operands', policyOf([...ALLOWED, ['eq', '$key', 'form', 'x']]), '400 InvalidPolicyDocument'],
    ['an operand that is true', policyOf([...ALLOWED, ['eq', '$key', true]]), '400 InvalidPolicyDocument'],
    ['no expiration', policyOf(ALLOWED, null), '400 InvalidPolicyDocument'],
    ['an expiration that is a number', policyOf(ALLOWED, 4102444800), '400 InvalidPolicyDocument'],
    ['an expiration that is a year', policyOf(ALLOWED, '2999'), '400 InvalidPolicyDocument'],
    ['an expiration in words', policyOf(ALLOWED, 'never'), '400 InvalidPolicyDocument'],
    ['an expiration without a zone', policyOf(ALLOWED, '2999-01-01T00:00:00'), '400 InvalidPolicyDocument'],
    [
      'an expiration in a thirteenth month',
      policyOf(ALLOWED, '2999-13-01T00:00:00Z'),
      '400 InvalidPolicyDocument',
    ],
    ['an expiration that is past', policyOf(ALLOWED, '2020-01-01T00:00:00Z'), '403 AccessDenied'],
  ])('%s', async (_, policy, outcome) => {
    expect(outcomeOf(await postForm(s3.endpoints, { ...KEY, ...signPolicy(s3.endpoints, policy) }))).toBe(
      outcome,
    );
    await expectNothingStored(s3);
  });
});

describe('a form that its policy does not allow', () => {
  afterAll(() => s3.expectKept());

  it.each([
    ['another key', ALLOWED, { key: 'other' }],
    ['another bucket', [{ bucket: 'kept' }, KEY], KEY],
    ['another bucket, which a field names', [{ bucket: 'kept' }, KEY], { ...KEY, bucket: 'kept' }],
    ['a policy without a bucket', [KEY], KEY],
    ['a policy without a bucket, which a field names', [KEY], { ...KEY, bucket: SCRATCH }],
    ['a field more', ALLOWED, { ...KEY, acl: 'public-read' }],
    ['metadata more', ALLOWED, { ...KEY, 'x-amz-meta-a': '1' }],
    ['a redirect more', ALLOWED, { ...KEY, success_action_redirect: 'http://elsewhere.test' }],
    ['a field less', [...ALLOWED, { acl: 'private' }], KEY],
    ['a beginning in other letters', [{ bucket: SCRATCH }, ['starts-with', '$key', 'Form']], KEY],
    ['a key that only ends so', [{ bucket: SCRATCH }, ['starts-with', '$key', 'user/']], { key: '../user/' }],
    ['a name of a file in the place of the key', ALLOWED, { key: `\${filename}` }],
    ['a condition without a dollar', [...ALLOWED, ['eq', 'key', 'form']], KEY],
    ['a condition on a dollar alone', [...ALLOWED, ['eq', '$', '']], KEY],
    ['a condition on __proto__', [...ALLOWED, ['starts-with', '$__proto__', '']], KEY],
    [
      'a type of which one in a list is another',
      [...ALLOWED, ['starts-with', '$Content-Type', 'image/']],
      { ...KEY, 'Content-Type': 'image/png,text/html' },
    ],
    ['a length in words', [...ALLOWED, ['content-length-range', 'test', '10']], KEY],
    ['a length below nothing', [...ALLOWED, ['content-length-range', -1, 10]], KEY],
    ['a length in fractions', [...ALLOWED, ['content-length-range', 0.5, 10]], KEY],
  ] as const)('%s', async (_, conditions, fields) => {
    expect(
      outcomeOf(
        await postForm(s3.endpoints, { ...fields, ...signPolicy(s3.endpoints, policyOf(conditions)) }),
      ),
    ).toBe('403 AccessDenied');
    await expectNothingStored(s3);
  });

  it.each([
    ['longer', [['content-length-range', 0, 4]], '400 EntityTooLarge'],
    ['shorter', [['content-length-range', 6, 9]], '400 EntityTooSmall'],
    [
      'out of the first of two lengths',
      [
        ['content-length-range', 0, 4],
        ['content-length-range', 0, 9],
      ],
      '400 EntityTooLarge',
    ],
    ['in a length that is backwards', [['content-length-range', 9, 0]], '400 EntityTooLarge'],
  ])('a file that is %s', async (_, lengths, outcome) => {
    const policy = policyOf([...ALLOWED, ...lengths]);
    expect(outcomeOf(await postForm(s3.endpoints, { ...KEY, ...signPolicy(s3.endpoints, policy) }))).toBe(
      outcome,
    );
    await expectNothingStored(s3);
  });

  it.each([
    ['x-amz-meta-a b', '400 InvalidArgument'],
    ['x-amz-meta-', '400 InvalidArgument'],
    ['x-amz-meta-ä', '400 InvalidArgument'],
    ['x-amz-meta-a:b', '400 InvalidArgument'],
    ['x-amz-meta-a\tb', '400 InvalidArgument'],
    ['x-amz-server-side-encryption', '501 NotImplemented'],
    ['x-amz-checksum-crc32', '400 InvalidRequest'],
    ['tagging', '400 MalformedXML'],
  ])('the field %j, although the policy has it', async (name, outcome) => {
    const policy = policyOf([...ALLOWED, ['starts-with', `$${name}`, '']]);
    expect(
      outcomeOf(await postForm(s3.endpoints, { ...KEY, [name]: 'x', ...signPolicy(s3.endpoints, policy) })),
    ).toBe(outcome);
    await expectNothingStored(s3);
  });
});
