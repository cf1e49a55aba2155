import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pythonPath } from '../../../cli/python/python-path.ts';
import type { EndpointsByService } from '../../../playground/manifests.ts';

const S3: EndpointsByService['s3'] = {
  url: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  accessKeyId: 'a',
  secretAccessKey: 'b',
  bucket: 'fixtures',
};
const command = (env: Record<string, string>) => ({ argv: ['python3'], directory: '.', env });

describe('what Python needs to find the object store', () => {
  it.each([
    ['', 1],
    ['/mine', 2],
    [`/mine${path.delimiter}/yours`, 3],
  ])('is a folder before %j, for as long as the command runs', async (own, folders) => {
    const { variables, ...made } = await pythonPath(S3, command({ PYTHONPATH: own }));
    const [folder = '', ...others] = variables['PYTHONPATH']?.split(path.delimiter) ?? [];
    expect(others.join(path.delimiter)).toBe(own);
    expect(others.length + 1).toBe(folders);
    expect(await readdir(folder)).toEqual(['sitecustomize.py']);
    await made[Symbol.asyncDispose]();
    await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is nothing where there is none', async () => {
    await using none = await pythonPath(undefined, command({ PYTHONPATH: '/mine' }));
    expect(none.variables).toEqual({});
  });
});
