import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { saidBy } from '../../support/said-by.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const page = await readFile('docs/your-own-source.md', 'utf8');
const commands = [...page.matchAll(/^playground (source .*?)(?: {2,}# (.*))?$/gm)];

const DOCUMENT = path.resolve('tests/sources/from-openapi/documents/charges.yaml');

it('the commands of docs/your-own-source.md do one after the other what it says', async () => {
  await using folder = await temporaryDirectory();
  expect(commands.length).toBeGreaterThanOrEqual(3);
  await copyFile(DOCUMENT, path.join(folder.path, 'charges.yaml'));
  for (const [, line = '', comment = ''] of commands) {
    const { code, output, errors } = await saidBy(line.split(' '), folder.path);
    expect([line, code, errors]).toEqual([line, 0, '']);
    if (comment.startsWith('ok:')) expect(output).toBe(`${comment}\n`);
  }
});
