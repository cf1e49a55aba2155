import { expect, it } from '@jest/globals';
import { hasCode } from '../../../core/playground-error.ts';
import { sourceFromOpenApi } from '../../../sources/from-openapi/source-from-openapi.ts';

const LIST = `openapi: 3.1.0
paths:
  /customers:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                type: array
                items: { $ref: '#/components/schemas/Customer' }
components:
  schemas:
    Customer: { type: object, properties: { id: { type: string } } }
`;

const BAD: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ['no YAML', 'openapi: [3', /acme\.yaml: it is no YAML: .*line 1/],
  ['JSON that ends too early', '{ "openapi": "3.0.0", ', /acme\.yaml: it is no YAML: .*line 1/],
  ['a text', 'hello', /^acme\.yaml must be a map of names to values, but is "hello"/],
  ['another format', 'asyncapi: 3.0.0', /^acme\.yaml must be a map with 'openapi', such as 3\.0\.3/],
  [
    'an older version',
    'swagger: "2.0"',
    /^acme\.yaml\.swagger is "2\.0", and OpenAPI 3\.0 and 3\.1 are read\. Convert it first/,
  ],
  [
    'a version that there is not yet',
    'openapi: 4.0.0',
    /^acme\.yaml\.openapi must be a version such as 3\.0\.3 or 3\.1\.0, but is "4\.0\.0"\. See line 1, column 1/,
  ],
  ['no paths', 'openapi: 3.0.0', /^acme\.yaml must be a map with 'paths'/],
  [
    'a reference that leads nowhere',
    LIST.replace('schemas/Customer', 'schemas/Custmer'),
    /\$ref is "#\/components\/schemas\/Custmer", and there is no 'Custmer'\. Did you mean 'Customer'\? See line 11, column 26/,
  ],
  [
    'a reference to another file',
    LIST.replace('#/components/schemas/Customer', 'customer.yaml'),
    /items\.\$ref must be a part of this document .*Bundle the document into one file first.*See line 11/,
  ],
  [
    'a reference to itself',
    LIST.replace(
      '{ type: object, properties: { id: { type: string } } }',
      "{ $ref: '#/components/schemas/Customer' }",
    ),
    /items\.\$ref must be a reference that does not lead to itself/,
  ],
  [
    'a schema that is made of itself',
    LIST.replace(
      'type: object, properties: { id: { type: string } }',
      "allOf: [{ $ref: '#/components/schemas/Customer' }]",
    ),
    /must be a schema that is not made of itself/,
  ],
  [
    'a schema that is a text',
    LIST.replace("{ $ref: '#/components/schemas/Customer' }", 'Customer'),
    /schema\.items must be a map of names to values, but is "Customer"\. See line 11, column 17/,
  ],
  [
    'no choices',
    LIST.replace('id: { type: string }', 'id: { enum: [] }'),
    /id\.enum must be a list of values, but is \[\]/,
  ],
  [
    'no list',
    LIST.replace('type: array', 'type: object'),
    /^acme\.yaml\.paths must have a GET whose answer 200 is JSON with a list of objects, and has none\. See line 2/,
  ],
  [
    'rows without a key',
    LIST.replace('id: { type: string }', 'is_active: { type: boolean }'),
    /and has none\. GET \/customers: no field of its rows can be a key\./,
  ],
];

it.each(BAD)('%s is refused with the place and the way out', (_, text, message) => {
  let thrown: unknown;
  try {
    sourceFromOpenApi(text, 'acme.yaml', 'acme');
  } catch (error) {
    thrown = error;
  }
  expect(hasCode(thrown, 'ERR_BAD_OPTION')).toBe(true);
  expect((thrown as Error).message).toMatch(message);
});

it('reads the same out of JSON and YAML', () => {
  const json = JSON.stringify({
    openapi: '3.1.0',
    paths: {
      '/customers': {
        get: {
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: { type: 'array', items: { $ref: '#/components/schemas/Customer' } },
                },
              },
            },
          },
        },
      },
    },
    components: { schemas: { Customer: { type: 'object', properties: { id: { type: 'string' } } } } },
  });
  expect(sourceFromOpenApi(json, 'acme.json', 'acme').split('\n').slice(1)).toEqual(
    sourceFromOpenApi(LIST, 'acme.yaml', 'acme').split('\n').slice(1),
  );
});

it('looks at no more of schemas that unfold without end than anybody reads', () => {
  const names = Array.from({ length: 12 }, (_, index) => `S${index}`);
  const all = names.map((name) => `${name}_field: { $ref: '#/components/schemas/${name}' }`).join(', ');
  const schemas = names.map(
    (name) => `    ${name}: { type: object, properties: { ${name}: { type: string }, ${all} } }`,
  );
  const text = `${LIST.replace('id: { type: string }', `id: { type: string }, ${all}`)}${schemas.join('\n')}\n`;
  expect(sourceFromOpenApi(text, 'acme.yaml', 'acme').split('\n').length).toBeLessThan(3000);
});
