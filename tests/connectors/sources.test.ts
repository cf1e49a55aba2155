import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { createDataset } from '../../fixtures/dataset.ts';
import { readSourceFile } from '../../playground/sources/read-source-file.ts';
import { firstPages } from '../../sources/sample/first-pages.ts';

const FOLDER = 'connectors/sources';
const NAMES = readdirSync(FOLDER).map((file) => file.replace('.source.yaml', ''));
const dataset = createDataset({ world: 'living' });

it.each(NAMES)('the source of %s is read, and each of its lists answers', async (name) => {
  const declaration = await readSourceFile(path.join(FOLDER, `${name}.source.yaml`));
  expect(declaration.name).toBe(name);
  expect(declaration.documentation).toMatch(/^https:\/\//);
  expect(declaration.connector?.configuration).toEqual(expect.any(Object));
  const pages = await firstPages(declaration, declaration.resources, dataset);
  expect(pages.map(({ resource, status }) => [resource.name, status])).toEqual(
    declaration.resources.map((resource) => [resource.name, 200]),
  );
  for (const { body } of pages) expect(body.length).toBeGreaterThan(1);
});
