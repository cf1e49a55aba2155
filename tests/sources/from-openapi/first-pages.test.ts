import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Auth, SourceDeclaration } from '../../../sources/declaration.ts';
import { sourceFromOpenApi } from '../../../sources/from-openapi/source-from-openapi.ts';
import { readSource } from '../../../sources/read/read-source.ts';
import { type StartedSource, startSource } from '../start-source.ts';
import { DOCUMENTS } from './documents.ts';
import { faultsOf } from './faults-of.ts';

const FOLDER = path.join(import.meta.dirname, 'documents');
describe.each(DOCUMENTS)('%s %s', (file, operation, media, lines) => {
  const written = readFileSync(path.join(FOLDER, file), 'utf8');
  const text = sourceFromOpenApi(written, file, 'acme');

  it('becomes a source that says what was guessed', () => {
    expect(lines.filter((line) => !text.includes(line))).toEqual([]);
  });

  it('is answered for with a first page as its document has it', async () => {
    const declaration = readSource(text, 'acme.source.yaml');
    await using source = await startSource(text, { world: 'still' });
    const { status, body } = await firstPage(source, declaration, operation);
    expect([status, rowsIn(body)]).toEqual([200, expect.any(Number)]);
    expect(rowsIn(body)).toBeGreaterThan(0);
    expect(faultsOf(body, parse(written), operation, media)).toEqual([]);
  });
});

/** Of a child, the list of a row that has some. */
async function firstPage(source: StartedSource, declaration: SourceDeclaration, operation: string) {
  const host = declaration.hosts[0]?.replace('*', 'acme');
  const resource = declaration.resources.find((one) => shape(one.path).endsWith(shape(operation)));
  if (resource === undefined) throw new Error(`There is no resource at ${operation}.`);
  const { headers, query } = await credentials(source, declaration.auth[0]);
  const parent = resource.table.parent && source.tables.get(resource.table.parent.table);
  const rows = parent ? [...parent.rows(source.time.now)] : [undefined];
  for (const row of rows) {
    const at = resource.path.replace(/\{\w+\}/, String(row?.values['id'] ?? 'any'));
    const answer = await source.get(`https://${host}${at}?${query}`, headers);
    if (answer.status !== 200 || rowsIn(answer.body) > 0) return answer;
  }
  throw new Error(`No row has children at ${operation}.`);
}

function shape(template: string): string {
  return template.replaceAll(/\{[^}]*\}/g, '{}');
}

async function credentials(source: StartedSource, way: Auth | undefined) {
  const query = new URLSearchParams(way?.kind === 'query' ? way.values : {});
  return { query, headers: await headersOf(source, way) };
}

async function headersOf({ gateway }: StartedSource, way: Auth | undefined): Promise<Record<string, string>> {
  switch (way?.kind) {
    case 'bearer':
      return { authorization: `Bearer ${way.token}` };
    case 'basic':
      return { authorization: `Basic ${btoa(`${way.user}:${way.password}`)}` };
    case 'headers':
      return { ...way.values };
    case 'token': {
      if (way.grant.by !== 'oauth2') throw new Error('Only OAuth 2.0 is recognised.');
      const answer = await gateway.client.ask(`https://${way.host}${way.path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${btoa(`${way.grant.client}:${way.grant.secret}`)}`,
        },
        body: 'grant_type=client_credentials',
      });
      return { authorization: `Bearer ${(answer.json() as { access_token: string }).access_token}` };
    }
    default:
      return {};
  }
}

/** How many objects are in the longest list of an answer. */
function rowsIn(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 0;
  return Math.max(0, ...Object.values(body).map(rowsIn));
}
