import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A source with a host of its own. */
export const yamlOf = (host: string, fields = 'id: uuid, name: name'): string => `host: ${host}
resources:
  customers:
    path: /v1/customers
    fields: { ${fields} }
`;

export const ACME = yamlOf('api.acme.example');

/** Writes a file as editors do: another one, which takes its place. */
export async function save(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}~`, text);
  await rename(`${file}~`, file);
}
