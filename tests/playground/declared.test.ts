import { afterAll, describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { createDataset, type TableDeclaration, World } from 'connector-playground/fixtures';
import { readTruthFile } from '../../playground/truth.ts';
import { readSource } from '../../sources/read/read-source.ts';
import { saidBy } from '../support/said-by.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const CUSTOMERS: TableDeclaration = {
  name: 'acme.customers',
  rows: 'people',
  key: ['id'],
  columns: [
    { name: 'id', kind: 'code', options: { prefix: 'cus_' } },
    { name: 'email', kind: 'email' },
    { name: 'updated', kind: 'updated', format: 'epoch' },
  ],
};
const INVOICES: TableDeclaration = {
  name: 'acme.invoices',
  rows: 0,
  key: ['id'],
  parent: { table: 'acme.customers', most: 3 },
  columns: [
    { name: 'id', kind: 'uuid' },
    { name: 'customer', kind: 'parent' },
    { name: 'total', kind: 'money' },
  ],
};
const GLOBEX = `host: api.globex.example
resources:
  parts:
    path: /parts
    fields: { id: number, name: word, updated_at: updated }
    body: $items
`;
const declared = [CUSTOMERS, INVOICES];
const NAMES = declared.map(({ name }) => name);

const known = (world: string, records: number): World =>
  new World(createDataset({ world, records }), {}, declared);
const linesOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const rowsOf = (world: World, name: string): unknown[] =>
  [...world.table(name).rows(createDataset().anchor)].map(({ values }) => values);

const folder = await temporaryDirectory();
const playground = await createPlayground({
  ...{ services: ['gateway'], world: 'living', records: 60, declared },
  directory: `${folder.path}/.playground`,
});
afterAll(async () => {
  await playground.stop();
  await folder[Symbol.asyncDispose]();
});

describe('tables that a playground is given', () => {
  it.each(NAMES)('include %s in its truth', async (name) => {
    expect(rowsOf(playground.truth, name)).toEqual(rowsOf(known('living', 60), name));
    const answer = await fetch(`${playground.controlUrl}/_playground/truth/${name}`);
    expect(linesOf(await answer.text())).toEqual(rowsOf(known('living', 60), name));
  });

  it('are told to others, who make the same of them', async () => {
    const answer = (await (await fetch(`${playground.controlUrl}/_playground/truth`)).json()) as {
      readonly declared: readonly TableDeclaration[];
      readonly tables: readonly { readonly name: string }[];
    };
    expect(answer.declared).toEqual(declared);
    expect(answer.tables.map(({ name }) => name).slice(-2)).toEqual(NAMES);
    expect((await readTruthFile(`${folder.path}/.playground`))?.declared).toEqual(declared);
  });

  it('are printed by the command', async () => {
    const { code, output } = await saidBy(['truth', 'acme.invoices'], folder.path);
    expect([code, linesOf(output)]).toEqual([0, rowsOf(known('living', 60), 'acme.invoices')]);
  });

  it('are in worlds that are made later', async () => {
    await using other = await playground.world('w1', { records: 30, preset: 'still' });
    expect(rowsOf(other.truth, 'acme.customers')).toEqual(rowsOf(known('still', 30), 'acme.customers'));
    await using bare = await playground.world('w2', { declared: [] });
    expect(() => bare.truth.table('acme.customers')).toThrow(/There is no table 'acme\.customers'/);
  });

  it('include those of its sources', async () => {
    const source = readSource(GLOBEX, 'globex.source.yaml');
    await using other = await createPlayground({ services: ['gateway'], sources: [source], records: 20 });
    const answer = await fetch(`${other.controlUrl}/_playground/truth/globex.parts`);
    expect(linesOf(await answer.text())).toEqual(rowsOf(other.truth, 'globex.parts'));
  });

  it.each<[string, Partial<TableDeclaration>, RegExp]>([
    [
      'of a kind that there is not',
      { key: ['x'], columns: [{ name: 'x', kind: 'emial' }] },
      /there is no kind 'emial'/,
    ],
    [
      'with the name of a table of the world',
      { name: 'people' },
      /The world has a table 'people' of its own/,
    ],
  ])('are refused %s', async (_, wrong, message) => {
    const options = { services: ['gateway'] as const, declared: [{ ...CUSTOMERS, ...wrong }] };
    await expect(createPlayground(options)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringMatching(message),
    });
  });
});
