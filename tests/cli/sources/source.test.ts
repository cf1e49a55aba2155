import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { readSourceFile } from '../../../playground/sources/read-source-file.ts';
import { saidBy } from '../../support/said-by.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { ACME, save, yamlOf } from './acme.ts';

/** A folder with these files. */
async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryDirectory();
  for (const [name, text] of Object.entries(files)) await save(path.join(folder.path, name), text);
  return folder;
}

describe('playground source check', () => {
  it('says what is in the files that are right', async () => {
    await using folder = await folderWith({
      'acme.source.yaml': ACME,
      'b.source.yaml': yamlOf('[api.b.example, b.example]'),
    });
    expect(await saidBy(['source', 'check', 'acme.source.yaml', 'b.source.yaml'], folder.path)).toEqual({
      code: 0,
      output:
        'ok: acme: 1 resource, host api.acme.example\nok: b: 1 resource, hosts api.b.example, b.example\n',
      errors: '',
    });
  });

  it.each([
    [
      'a kind',
      ACME.replace(': name', ': nmae'),
      'acme.source.yaml.resources.customers.fields.name is of an unknown kind',
    ],
    ['a table', ACME.replace('id: uuid, ', ''), 'acme.customers'],
    ['a resource of nothing', 'host: a.example\nresources: {}', 'at least one resource'],
  ])(
    'ends with 1 for %s that is wrong, and says of the others that they are right',
    async (_what, text, said) => {
      await using folder = await folderWith({
        'acme.source.yaml': text,
        'b.source.yaml': yamlOf('b.example'),
      });
      const { code, output, errors } = await saidBy(
        ['source', 'check', 'acme.source.yaml', 'b.source.yaml'],
        folder.path,
      );
      expect([code, output]).toEqual([1, 'ok: b: 1 resource, host b.example\n']);
      expect(errors).toContain(said);
    },
  );

  it('ends with 1 for files that cannot be together, and with 2 without a file', async () => {
    await using folder = await folderWith({ 'acme.source.yaml': ACME, 'b.source.yaml': ACME });
    const together = await saidBy(['source', 'check', 'acme.source.yaml', 'b.source.yaml'], folder.path);
    expect([together.code, together.errors]).toEqual([
      1,
      expect.stringContaining('both answer for api.acme.example'),
    ]);
    expect((await saidBy(['source', 'check'], folder.path)).code).toBe(2);
    expect(await saidBy(['source', 'check', 'no.source.yaml'], folder.path)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('The source no.source.yaml cannot be read: ENOENT'),
    });
  });
});

describe('playground source init', () => {
  it('writes a file of about ten lines that is right, and overwrites none', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join('sources', 'globex_2.source.yaml');
    expect(await saidBy(['source', 'init', 'globex_2'], folder.path)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`Wrote ${file}.`),
    });
    const text = await readFile(path.join(folder.path, file), 'utf8');
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(12);
    expect((await saidBy(['source', 'check', file], folder.path)).output).toBe(
      'ok: globex_2: 1 resource, host api.globex-2.example\n',
    );
    expect(await saidBy(['source', 'init', 'globex_2'], folder.path)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is there already'),
    });
  });

  it.each(['Acme', '../acme', 'a b'])('refuses the name %s', async (name) => {
    expect(await saidBy(['source', 'init', name])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('a name in small letters such as acme'),
    });
  });
});

const CHILDREN = `  orders:
    path: /v1/{version}/customers/{customer_id}/orders
    of: customers
    fields: { id: uuid, customer_id: parent id }
`;

describe('playground source try', () => {
  it.each([[[]], [['--world', 'living']]])('shows the first page of every list, with %j', async (options) => {
    await using folder = await folderWith({ 'acme.source.yaml': ACME + CHILDREN });
    const { code, output } = await saidBy(['source', 'try', 'acme.source.yaml', ...options], folder.path);
    expect(code).toBe(0);
    expect(output).toMatch(/^acme\.customers: 200\n {2}\[\n {4}\{\n {6}"id": "[0-9a-f-]{36}",\n/);
    expect(output).toMatch(
      /\nacme\.orders: 200\n {2}\[\n {4}\{\n {6}"id": "[0-9a-f-]{36}",\n {6}"customer_id": "/,
    );
    expect(output).toMatch(
      /\n {2}… \(\d+ more lines\)\ncurl --proxy http:\/\/127\.0\.0\.1:8080 --cacert '.*ca\.crt' 'https:\/\/api\.acme\.example\/v1\/customers'\n/,
    );
  });

  it('shows one list, or says which there are', async () => {
    await using folder = await folderWith({ 'acme.source.yaml': ACME + CHILDREN });
    const one = await saidBy(['source', 'try', 'acme.source.yaml', '--resource', 'orders'], folder.path);
    expect([one.code, one.output.includes('acme.customers: ')]).toEqual([0, false]);
    expect(
      await saidBy(['source', 'try', 'acme.source.yaml', '--resource', 'order'], folder.path),
    ).toMatchObject({
      code: 2,
      errors: expect.stringContaining("There is no resource 'order'. Did you mean orders"),
    });
  });

  it.each([
    ['{ bearer: t }'],
    ['{ basic: { user: u, password: p } }'],
    ["{ headers: { X-Key: it's } }"],
    ['{ query: { key: k } }'],
    ['none'],
  ])('gives a command that a running playground answers, with auth %s', async (auth) => {
    await using folder = await folderWith({ 'acme.source.yaml': `auth: ${auth}\n${ACME}${CHILDREN}` });
    const file = path.join(folder.path, 'acme.source.yaml');
    const directory = path.join(folder.path, '.playground');
    await using _playground = await createPlayground({
      ...{ services: ['gateway'], directory, sources: [await readSourceFile(file)] },
    });
    const { output } = await saidBy(['source', 'try', 'acme.source.yaml'], folder.path);
    const commands = output.match(/^curl .*$/gm) ?? [];
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const { stdout } = await promisify(execFile)('sh', [
        '-c',
        command.replace('curl', 'curl --silent --fail'),
      ]);
      expect(JSON.parse(stdout).length).toBeGreaterThan(0);
    }
  });
});
