import { expect, it } from '@jest/globals';
import { createPlayground, readSource } from 'connector-playground';

const yamlOf = (name: string, field: string): string => `host: api.${name}.example
rateLimit: { requests: 1, every: 1h }
resources:
  customers:
    path: /v1/customers
    fields: { id: uuid, ${field} }
`;
const source = (name: string, field = 'name: name') => readSource(yamlOf(name, field), `${name}.source.yaml`);

/** What two sources answer with, in the world of a gateway. */
async function statuses(url: string): Promise<readonly number[]> {
  const { createProxyClient } = await import('../support/proxy-client.ts');
  await using client = createProxyClient(url);
  const answers = [];
  for (const name of ['acme', 'b'])
    answers.push((await client.ask(`http://api.${name}.example/v1/customers`)).status);
  return answers;
}

it('a source that is replaced forgets what it has counted, and the others do not', async () => {
  const [acme, b] = [source('acme'), source('b')];
  await using playground = await createPlayground({ services: ['gateway'], sources: [acme, b] });
  const { url } = playground.endpoints.gateway;
  expect(await statuses(url)).toEqual([200, 200]);
  expect(await statuses(url)).toEqual([429, 429]);
  playground.sources.replace([acme, source('b', 'mail: email')]);
  expect(await statuses(url)).toEqual([429, 200]);
  expect(playground.truth.tables.find(({ name }) => name === 'b.customers')?.columnsAt(0)).toMatchObject([
    { name: 'id' },
    { name: 'mail' },
  ]);
});

it('further worlds have the sources of their playground, also those of later', async () => {
  await using playground = await createPlayground({ services: ['gateway'], sources: [source('acme')] });
  await using world = await playground.world('w1', { seed: 7 });
  expect(await statuses(world.endpoints.gateway.url)).toEqual([200, 502]);
  playground.sources.replace([source('acme'), source('b')]);
  expect(await statuses(world.endpoints.gateway.url)).toEqual([200, 200]);
  expect(world.truth.tables.map(({ name }) => name)).toContain('b.customers');
});

it.each([
  ['two of one name', [source('acme'), source('acme')], "There are two sources 'acme'."],
  [
    'a table that cannot be',
    [readSource(yamlOf('acme', 'name: name').replace('id: uuid, ', ''), 'acme.source.yaml')],
    'acme.customers',
  ],
])('%s are refused, and the sources stay', async (_what, sources, said) => {
  const options = { services: ['gateway'] as const, sources };
  await expect((async () => createPlayground(options))()).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining(said),
  });
  const acme = source('acme');
  await using playground = await createPlayground({ services: ['gateway'], sources: [acme] });
  expect(() => playground.sources.replace(sources)).toThrow(said);
  expect(playground.sources.all).toEqual([acme]);
});
