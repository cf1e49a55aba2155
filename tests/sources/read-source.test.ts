import { describe, expect, it } from '@jest/globals';
import { readSource } from '../../sources/read/read-source.ts';

const LIST = `host: api.acme.example
resources:
  customers:
    path: /v1/customers
    fields: { id: uuid, name: name, updated_at: updated }
`;

describe('a file of a source', () => {
  it('needs a host, a path and fields, and has a default for all else', () => {
    expect(readSource(LIST, 'acme.source.yaml')).toEqual({
      name: 'acme',
      hosts: ['api.acme.example'],
      documentation: '',
      auth: [],
      errors: { error: '$message' },
      resources: [
        {
          name: 'acme.customers',
          table: {
            name: 'acme.customers',
            rows: 'people',
            key: ['id'],
            columns: [
              { name: 'id', kind: 'uuid' },
              { name: 'name', kind: 'name' },
              { name: 'updated_at', kind: 'updated' },
            ],
          },
          method: 'GET',
          path: '/v1/customers',
          item: {
            is: 'object',
            members: [
              ['id', { is: 'column', column: 'id' }],
              ['name', { is: 'column', column: 'name' }],
              ['updated_at', { is: 'column', column: 'updated_at' }],
            ],
          },
          body: '$items',
          paging: { by: 'none', parameter: '', rows: 1e6, most: 1e6, first: 0, hasLink: false },
          order: { by: 'position', isBackwards: false },
          filters: {},
          format: { is: 'json' },
          hasOne: true,
          ignores: [],
        },
      ],
    });
  });

  it('gives every resource what stands under defaults, unless it says it itself', () => {
    const yaml = `${LIST.replace('resources', 'defaults: { paging: { offset: skip, rows: 7 }, one: false }\nresources')}  orders:
    path: /v1/orders
    paging: none
    fields: { id: number }
`;
    expect(
      readSource(yaml, 'acme.source.yaml').resources.map(({ paging, hasOne }) => [
        paging.by,
        paging.rows,
        hasOne,
      ]),
    ).toEqual([
      ['offset', 7, false],
      ['none', 1e6, false],
    ]);
  });

  it('puts the name of the resource in paths and in names of members', () => {
    const yaml = LIST.replace(
      '/v1/customers',
      '/v2/$resource\n    body: { $resource: $items, more: [{ $resource: 1 }] }',
    );
    const [resource] = readSource(yaml, 'acme.source.yaml').resources;
    expect([resource?.path, resource?.body]).toEqual([
      '/v2/customers',
      { customers: '$items', more: [{ customers: 1 }] },
    ]);
  });

  it.each([
    ['updated epoch-ms', { kind: 'updated', format: 'epoch-ms' }],
    ['updated iso-offset Europe/Berlin', { kind: 'updated', format: 'iso-offset', zone: 'Europe/Berlin' }],
    ['whole 1..9', { kind: 'whole', options: { least: 1, most: 9 } }],
    ['code cus_', { kind: 'code', options: { prefix: 'cus_' } }],
    ['money cents', { kind: 'money', options: { as: 'cents' } }],
    ['phone?', { kind: 'phone', isNullable: true }],
    ['[free, pro]', { kind: 'one-of', options: { values: ['free', 'pro'] } }],
    ['"= active"', { kind: 'constant', options: { value: 'active' } }],
    ['7', { kind: 'constant', options: { value: 7 } }],
    ['job', { kind: 'job' }],
    ['column address', { kind: 'column', options: { column: 'address' } }],
  ])('takes a field %s', (written, column) => {
    const [, read] =
      readSource(LIST.replace('name: name', `one: ${written}`), 'acme.source.yaml').resources[0]?.table
        .columns ?? [];
    expect(read).toEqual({ name: 'one', ...column });
  });

  it('nests fields as the API does, and calls their columns by the whole way', () => {
    const yaml = LIST.replace('name: name', 'address: { city: city, lines: [{ street: street }] }');
    const resource = readSource(yaml, 'acme.source.yaml').resources[0];
    expect(resource?.table.columns.map(({ name }) => name)).toEqual([
      'id',
      'address_city',
      'address_lines_street',
      'updated_at',
    ]);
  });
});

const BAD: readonly (readonly [change: readonly [string, string], message: string])[] = [
  [
    ['name: name', 'name: nmae'],
    "acme.source.yaml.resources.customers.fields.name is of an unknown kind 'nmae'. Did you mean 'name', ",
  ],
  [
    ['path:', 'pth:'],
    "acme.source.yaml.resources.customers has an unknown property 'pth'. Did you mean 'path'",
  ],
  [['host:', 'hst:'], "acme.source.yaml has an unknown property 'hst'. Did you mean 'host'"],
  [['path: /v1/customers', 'path: v1'], 'acme.source.yaml.resources.customers.path must be a path such as'],
  [
    ['name: name', 'name: whole 1-9'],
    'acme.source.yaml.resources.customers.fields.name must be a kind with words that',
  ],
  [['name: name', 'name: updated yesterday'], 'must be a kind with words that it knows (updated with iso'],
  [
    ['    path', '    key: nothing\n    path'],
    'acme.source.yaml.resources.customers.key must be one of the fields id',
  ],
  [
    ['    path', '    body: { data: $rows }\n    path'],
    "body.data has '$rows', which stands for nothing here. Did you mean",
  ],
  [
    ['    path', '    paging: { page: page, offset: skip }\n    path'],
    'acme.source.yaml.resources.customers.paging must be a map with one of page, offset, cursor, after',
  ],
  [
    ['    path', '    paging: { offset: skip, first: 1 }\n    path'],
    "paging.first must be left out without 'page'",
  ],
  [
    ['    path', '    since: { parameter: since, format: iso8601 }\n    path'],
    "since.format must be 'iso' or 'date'",
  ],
  [['resources', 'auth: { bearre: x }\nresources'], "acme.source.yaml.auth has an unknown property 'bearre'"],
  [
    ['resources', 'auth: { bearer: x, query: { a: b } }\nresources'],
    'acme.source.yaml.auth must be a map with one of',
  ],
  [
    ['resources', 'rateLimit: { requests: 5 }\nresources'],
    "acme.source.yaml.rateLimit must be a map with 'requests' and",
  ],
  [
    ['    path', '    of: people\n    path'],
    'acme.source.yaml.resources.customers.of must be left out: there is no other resource, but is "people"',
  ],
  [
    ['    path', '    of: { a: 0 }\n    path'],
    'customers.of.a must be how many belong to one from 1 to 1000',
  ],
  [
    ['    path', '    rows: 3\n    of: customers\n    path'],
    "acme.source.yaml.resources.customers.rows must be left out beside 'of'",
  ],
  [
    ['path: /v1/customers', 'path: /v1/{a}/{a}'],
    'acme.source.yaml.resources.customers.path must be a path whose parts in braces have names of their own',
  ],
  [
    ['resources', 'auth: { oauth2: { token: oauth, client: c, secret: s } }\nresources'],
    'acme.source.yaml.auth.oauth2.token must be a path such as /oauth/token, or a URL such as',
  ],
  [
    ['resources', 'auth: { oauth2: { token: /t, client: c } }\nresources'],
    "acme.source.yaml.auth.oauth2 must be a map with 'token', 'client' and 'secret'",
  ],
  [
    ['resources', 'auth: { oauth2: { token: /t, client: c, secret: s, rotate: true } }\nresources'],
    "acme.source.yaml.auth.oauth2.rotate must be left out without 'refresh'",
  ],
  [
    ['resources', 'auth: { login: { path: /t, body: { a: b }, answer: { t: $tokne } } }\nresources'],
    "auth.login.answer.t has '$tokne', which stands for nothing here. Did you mean '$token'",
  ],
  [
    ['resources', 'auth: { login: { path: /t } }\nresources'],
    "acme.source.yaml.auth.login must be a map with 'path' and with 'body' or 'basic'",
  ],
  [
    ['resources', 'auth: { jwt: { path: /t, issuer: "1", publicKey: abc } }\nresources'],
    'acme.source.yaml.auth.jwt.publicKey must be a public key of RSA that begins with',
  ],
  [
    ['    path', '    since: { parameter: q, syntax: "since {tim}" }\n    path'],
    "since.syntax must be what the parameter looks like, such as 'modified ge {time}', but is",
  ],
  [
    ['    path', '    sort: { parameter: sort, values: { a: creatd } }\n    path'],
    "customers.sort.values.a must be 'created' or '-created'",
  ],
  [['    path', '    filters: [stat]\n    path'], 'customers.filters must be one of the fields id, name'],
  [['    path', '    format: yaml\n    path'], "customers.format must be 'json' or 'ndjson' or 'csv'"],
  [
    ['    path', '    format: { xml: { root: a } }\n    path'],
    'customers.format must be json, ndjson, csv, or',
  ],
  [
    ['    path', '    format: csv\n    body: { a: $items }\n    path'],
    'customers.body must be left out beside the format csv',
  ],
  [[LIST, 'host: [a'], 'acme.source.yaml: it is no YAML'],
];

it.each(BAD)('a file with %j says what is wrong with it, and where', ([from, to], message) => {
  const read = () => readSource(LIST.replace(from, to), 'acme.source.yaml');
  expect(read).toThrow(
    expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(message) }),
  );
  if (!message.includes('no YAML')) expect(read).toThrow(/See line \d+, column \d+\.$/);
});
