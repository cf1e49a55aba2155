import path from 'node:path';
import { expect, it } from '@jest/globals';
import { saidBy } from '../../support/said-by.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const DOCUMENTS = path.resolve('tests/sources/from-openapi/documents');

it.each(['charges.yaml', 'repositories.json', 'odata.yaml', 'accounting.yaml'])(
  'a source out of %s is right and answers',
  async (document) => {
    await using folder = await temporaryDirectory();
    const made = await saidBy(
      ['source', 'init', 'acme', '--openapi', path.join(DOCUMENTS, document)],
      folder.path,
    );
    expect([made.errors, made.code]).toEqual(['', 0]);
    const file = 'sources/acme.source.yaml';
    expect((await saidBy(['source', 'check', file], folder.path)).output).toMatch(/^ok: acme: /);
    const tried = await saidBy(['source', 'try', file], folder.path);
    expect([tried.errors, tried.code]).toEqual(['', 0]);
  },
);

it('a document that is not there is named', async () => {
  await using folder = await temporaryDirectory();
  const { code, errors } = await saidBy(['source', 'init', 'acme', '--openapi', 'no.yaml'], folder.path);
  expect([code, errors]).toEqual([
    expect.any(Number),
    expect.stringContaining('no.yaml cannot be read: ENOENT'),
  ]);
  expect(code).not.toBe(0);
});
