import { writeFile } from 'node:fs/promises';
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

it('a source out of a recording is right, and one out of two files is refused', async () => {
  await using folder = await temporaryDirectory();
  const entry = {
    request: { method: 'GET', url: 'https://api.acme.example/people', headers: [] },
    response: {
      status: 200,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { text: '[{"id":1,"email":"a@example.com"}]' },
    },
  };
  await writeFile(path.join(folder.path, 'acme.har'), JSON.stringify({ log: { entries: [entry] } }));
  const made = await saidBy(['source', 'init', 'acme', '--har', 'acme.har'], folder.path);
  expect([made.errors, made.code]).toEqual(['', 0]);
  const tried = await saidBy(['source', 'try', 'sources/acme.source.yaml'], folder.path);
  expect([tried.errors, tried.code]).toEqual(['', 0]);
  const both = ['source', 'init', 'b', '--har', 'acme.har', '--openapi', 'acme.yaml'];
  expect(await saidBy(both, folder.path)).toMatchObject({
    code: 2,
    errors: expect.stringContaining('cannot be used with'),
  });
});

it.each(['openapi', 'har'])('a file of --%s that is not there is named', async (option) => {
  await using folder = await temporaryDirectory();
  const { code, errors } = await saidBy(['source', 'init', 'acme', `--${option}`, 'no.yaml'], folder.path);
  expect([code, errors]).toEqual([
    expect.any(Number),
    expect.stringContaining('no.yaml cannot be read: ENOENT'),
  ]);
  expect(code).not.toBe(0);
});
