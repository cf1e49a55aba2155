import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { createDataset } from '../../fixtures/dataset.ts';
import { readSourceFile } from '../../playground/sources/read-source-file.ts';
import { firstPages } from '../../sources/sample/first-pages.ts';

const FOLDER = 'connectors/sources';
const NAMES = readdirSync(FOLDER).map((file) => file.replace('.source.yaml', ''));
const CASES = NAMES.flatMap((name) => ['still', 'living'].map((world) => [name, world] as const));

it.each(CASES)(
  'the source of %s is read, and each of its lists answers in a %s world',
  async (name, world) => {
    const dataset = createDataset({ world });
    const declaration = await readSourceFile(path.join(FOLDER, `${name}.source.yaml`));
    expect(declaration.name).toBe(name);
    expect(declaration.documentation).toMatch(/^https:\/\//);
    expect(declaration.connector?.configuration).toEqual(expect.any(Object));
    const pages = await firstPages(declaration, declaration.resources, dataset);
    expect(pages.map(({ resource, status }) => [resource.name, status])).toEqual(
      declaration.resources.map((resource) => [resource.name, 200]),
    );
    for (const { resource, body } of pages) {
      // An object on its own, or a list with the name of a field of its rows.
      const [{ name: column = '' } = {}] = resource.table.columns.slice(-1);
      const isEmpty = resource.table.rows === 0;
      if (!isEmpty) expect(`${resource.name} ${body}`).toContain(column.split('_').at(-1));
    }
  },
);
