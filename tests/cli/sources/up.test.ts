import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../../cli/program.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { readTruthFile } from '../../../playground/truth.ts';
import { createProxyClient, type ProxyClient } from '../../support/proxy-client.ts';
import { type TestTerminal, testTerminal } from '../../support/test-terminal.ts';
import { ACME, save, yamlOf } from './acme.ts';

interface Up extends AsyncDisposable {
  readonly terminal: TestTerminal;
  readonly client: ProxyClient;
  /** What it has of a list, or the code of what it answers instead. */
  customers(host: string): Promise<readonly Record<string, unknown>[] | string>;
}

/** `playground up` with a gateway alone, in a folder with these files. */
async function up(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Up> {
  const terminal = await testTerminal(env);
  for (const [name, text] of Object.entries(files)) await save(path.join(terminal.directory, name), text);
  const ports = ['--ports', 'gateway=0', '--control-port', '0'];
  let isEnded = false;
  const ended = run(['up', '--services', 'gateway', ...ports, ...argv], terminal).finally(() => {
    isEnded = true;
  });
  await waitUntil('Ready', () => isEnded || terminal.output.includes('Ready after'));
  if (isEnded) {
    await terminal[Symbol.asyncDispose]();
    throw new Error(terminal.errors);
  }
  const json = await readFile(path.join(terminal.directory, '.playground', 'endpoints.json'), 'utf8');
  const { url, caFile } = JSON.parse(json).gateway;
  const client = createProxyClient(url, { ca: await readFile(caFile, 'utf8') });
  return {
    ...{ terminal, client },
    async customers(host) {
      const answer = await client.ask(`http://${host}/v1/customers`);
      return answer.status === 200 ? answer.json() : String(answer.headers['x-error-code']);
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      terminal.interrupt();
      await ended;
      await terminal[Symbol.asyncDispose]();
    },
  };
}

const B = yamlOf('api.b.example');

describe('playground up', () => {
  it('answers for the sources that are named and for those in ./sources/', async () => {
    const files = { 'acme.source.yaml': ACME, 'b.source.yaml': B, 'c.source.yaml': yamlOf('api.c.example') };
    const found = {
      'sources/d.source.yaml': yamlOf('api.d.example'),
      'sources/e.source.yml': '',
      'sources/x.yaml': '',
    };
    await using playground = await up(
      { ...files, ...found, 'sources/e.source.yml': yamlOf('api.e.example') },
      ['--source', 'acme.source.yaml', '--source', 'b.source.yaml'],
    );
    for (const host of ['acme', 'b', 'd', 'e'])
      expect(await playground.customers(`api.${host}.example`)).toHaveLength(200);
    expect(await playground.customers('api.c.example')).toBe('unknown_host');
  });

  it('takes sources of PLAYGROUND_SOURCES, and shows their tables in its truth', async () => {
    await using playground = await up({ 'acme.source.yaml': ACME, 'b.source.yaml': B }, [], {
      PLAYGROUND_SOURCES: 'acme.source.yaml,b.source.yaml',
    });
    const { directory } = playground.terminal;
    const truth = await readTruthFile(path.join(directory, '.playground'));
    expect(truth?.declared.map(({ name }) => name)).toEqual(['acme.customers', 'b.customers']);
    expect(await run(['truth', 'acme.customers'], playground.terminal)).toBe(0);
    const [first] = (await playground.customers('api.acme.example')) as readonly { readonly id: string }[];
    expect(playground.terminal.output).toContain(String(first?.id));
  });
});

const WRONG: readonly (readonly [what: string, files: Readonly<Record<string, string>>, said: RegExp])[] = [
  [
    'an unknown kind',
    { 'sources/acme.source.yaml': ACME.replace('name: name', 'name: nmae') },
    /acme\.source\.yaml\.resources\.customers\.fields\.name is of an unknown kind 'nmae'\. Did you mean 'name'.* See line 5, column \d+\./,
  ],
  [
    'a host that is none',
    { 'sources/acme.source.yaml': yamlOf('https://api.acme.example') },
    /acme\.source\.yaml\.host must be a host as in api\.example\.com .*'?https:.* See line 1, column 1\./,
  ],
  ['no YAML', { 'sources/acme.source.yaml': 'host: [' }, /acme\.source\.yaml: it is no YAML: .*line 1/],
  [
    'two sources of one name',
    { 'sources/acme.source.yaml': ACME, 'sources/b.source.yaml': `name: acme\n${B}` },
    /There are two sources 'acme'\./,
  ],
  [
    'two sources of one host',
    { 'sources/acme.source.yaml': ACME, 'sources/b.source.yaml': ACME },
    /The sources 'acme' and 'b' both answer for api\.acme\.example\./,
  ],
  [
    'two resources of one path',
    {
      'sources/acme.source.yaml': `${ACME}  others:\n    path: /v1/customers\n    fields: { id: uuid }\n`,
    },
    /resources\.others\.path must be another path than that of customers.* See line 7, column 5\./,
  ],
  [
    'a table that there cannot be',
    { 'sources/acme.source.yaml': yamlOf('api.acme.example', 'name: name') },
    /acme\.customers.*name/,
  ],
];

describe('before anything starts, playground up refuses', () => {
  it.each(['sources/acme.source.ts', 'sources/acme.source.mjs'])('%s, which is code', async (file) => {
    await expect(up({ [file]: 'export {}' })).rejects.toThrow(/is code, and sources are YAML.*--stand-ins/);
  });

  it.each(WRONG)('%s', async (_what, files, said) => {
    await expect(up(files)).rejects.toThrow(said);
  });

  it('a file that there is not', async () => {
    await expect(up({}, ['--source', 'acme.source.yaml'])).rejects.toThrow(
      /The source .*acme\.source\.yaml cannot be read: ENOENT/,
    );
  });
});

describe('while it runs', () => {
  it('answers for what the files say by now', async () => {
    await using playground = await up({ 'sources/acme.source.yaml': ACME });
    const { terminal } = playground;
    const folder = path.join(terminal.directory, 'sources');
    const acme = path.join(folder, 'acme.source.yaml');
    await save(acme, yamlOf('api.acme.example', 'id: uuid, mail: email'));
    await waitUntil('the other field', async () => {
      const [first] = await playground.customers('api.acme.example');
      return typeof first === 'object' && 'mail' in first;
    });
    expect(terminal.output).toContain(`Reloaded ${acme}. Sources: acme.`);
    await save(path.join(folder, 'b.source.yaml'), B);
    await waitUntil('the other source', async () =>
      Array.isArray(await playground.customers('api.b.example')),
    );
    const home = path.join(terminal.directory, '.playground');
    expect((await readTruthFile(home))?.declared.map(({ name }) => name)).toEqual([
      ...['acme.customers', 'b.customers'],
    ]);
    const { gateway } = JSON.parse(await readFile(path.join(home, 'endpoints.json'), 'utf8'));
    expect(gateway.hosts).toEqual(expect.arrayContaining(['api.acme.example', 'api.b.example']));
    await rm(acme);
    await waitUntil(
      'its end',
      async () => (await playground.customers('api.acme.example')) === 'unknown_host',
    );
  });

  it.each(WRONG.slice(0, 6))('keeps what it has when the files have %s', async (_what, files, said) => {
    await using playground = await up({ 'sources/acme.source.yaml': ACME });
    const { terminal } = playground;
    for (const [name, text] of Object.entries(files).reverse())
      await save(path.join(terminal.directory, name), text);
    await waitUntil('the error', () => said.test(terminal.output));
    expect(terminal.output).toContain('What was there before stays.');
    expect(await playground.customers('api.acme.example')).toHaveLength(200);
  });
});
