import { describe, expect, it } from '@jest/globals';
import { signRequest, type UnsignedRequest } from '../../core/signature-v4/sign-request.ts';

const SIGNER = {
  region: 'us-east-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const NOW = Date.UTC(2013, 4, 24);
const host = 'examplebucket.s3.amazonaws.com';

/** The four requests that Amazon's documentation signs ("Examples: Signature calculations"). */
describe('a signature of version 4', () => {
  it.each<[string, UnsignedRequest, string]>([
    [
      'of a part of an object',
      { method: 'GET', rawPath: '/test.txt', query: [], headers: { host, range: 'bytes=0-9' } },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'of an object that is written',
      {
        method: 'PUT',
        rawPath: '/test%24file.text',
        query: [],
        headers: { host, date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        body: Buffer.from('Welcome to Amazon S3.'),
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'of a query without a value',
      { method: 'GET', rawPath: '/', query: [['lifecycle', '']], headers: { host } },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'of a list',
      {
        method: 'GET',
        rawPath: '/',
        query: [
          ['prefix', 'J'],
          ['max-keys', '2'],
        ],
        headers: { host },
      },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s is the documented one', (_what, request, signature) => {
    expect(signRequest(request, SIGNER, NOW)['authorization']).toContain(`Signature=${signature}`);
  });
});
