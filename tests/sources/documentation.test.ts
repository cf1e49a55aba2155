import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PAGE_VARIABLES } from '../../sources/declaration.ts';
import { readSource } from '../../sources/read/read-source.ts';

const page = readFileSync('docs/your-own-source.md', 'utf8');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = '']) => yaml);

/** Two resources into which what a block says of one can be put. */
const AROUND = `host: api.acme.example
resources:
  customers:
    path: /v1/customers
    fields: { id: uuid, name: name, status: [open, closed] }
`;

function cellsOf(title: string): readonly string[] {
  const [, table = ''] = page.split(title);
  return [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(.+?)` \|/gm)].map(([, cell = '']) => cell);
}

describe('docs/your-own-source.md', () => {
  it.each(blocks)('has a block that can be read: %s', (yaml) => {
    const isWhole = yaml.startsWith('host:');
    const declaration = readSource(isWhole ? yaml : AROUND + yaml, 'acme.source.yaml');
    expect(declaration.resources.length).toBeGreaterThan(0);
  });

  it.each(cellsOf('| `paging:` | a client asks for |'))('has the paging %s', (paging) => {
    const [resource] = readSource(`${AROUND}    paging: ${paging}\n`, 'acme.source.yaml').resources;
    expect(paging).toContain(resource?.paging.by);
  });

  it.each(['{ requests: 100, every: 1m }', '{ requests: 100, every: 1m, headers: RateLimit }'])(
    'has the limit %s',
    (limit) => {
      expect(readSource(`rateLimit: ${limit}\n${AROUND}`, 'acme.source.yaml').rateLimit).toBeDefined();
    },
  );

  it('tells of every place that a body can have, and of no other', () => {
    const [, table = ''] = page.split('| place | stands for |');
    const told = [...(table.split('\n\n')[0] ?? '').matchAll(/`\$(\w+)`/g)].map(([, name]) => name);
    expect(told.toSorted()).toEqual([...PAGE_VARIABLES].toSorted());
  });
});
