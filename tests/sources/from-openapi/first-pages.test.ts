import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { Auth, SourceDeclaration } from '../../../sources/declaration.ts';
import { sourceFromOpenApi } from '../../../sources/from-openapi/source-from-openapi.ts';
import { readSource } from '../../../sources/read/read-source.ts';
import { type StartedSource, startSource } from '../start-source.ts';

const FOLDER = path.join(import.meta.dirname, 'documents');
const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  email: /^[^@\s]+@[^@\s]+\.\w+$/,
  uri: /^https?:\/\/\S+$/,
  ipv4: /^\d+\.\d+\.\d+\.\d+$/,
};

/** A list of a document: where the schema of its answer is, and what its source says of it. */
type Listed = readonly [document: string, operation: string, media: string, lines: readonly string[]];

const JSON_TYPE = 'application/json';
const DOCUMENTS: readonly Listed[] = [
  [
    'charges.yaml',
    '/v1/customers',
    JSON_TYPE,
    [
      'auth: [ { basic: { user: acme-user, password: acme-password } }, { bearer: acme-token } ]',
      'id: code cus_ # guessed from an example',
      'object: = customer',
      'created: created epoch',
      'email: email?',
      'body: { data: $items, has_more: $more, object: list, url: /v1/customers }',
      "paging: { after: starting_after, size: limit } # guessed from the parameter 'starting_after'",
      'since: { parameter: "created[gte]", until: "created[lte]", by: created, format: epoch }',
      'ignores: [ ending_before, "expand[]", "created[gt]", "created[lt]" ]',
      'POST /v1/customers/search: lists that are asked for by POST',
    ],
  ],
  [
    'repositories.json',
    '/orgs/{org}/repos',
    JSON_TYPE,
    [
      'auth: { bearer: acme-token }',
      'path: /orgs/{org}/repos # {org} can be anything',
      'description: sentence?',
      'visibility: [ public, private, internal ]',
      'paging: { page: page, size: per_page, rows: 30, most: 100, link: true }',
      "since: since # guessed from the parameter 'since'",
    ],
  ],
  [
    'odata.yaml',
    '/users',
    JSON_TYPE,
    [
      'auth: { oauth2: { token: https://login.directory.example/tenant/oauth2/v2.0/token, client: acme-client, secret: acme-secret } }',
      'createdDateTime: created',
      '"@odata.nextLink": $nextUrl?',
      "paging: { cursor: $skiptoken, size: $top, most: 999 } # guessed from '@odata.nextLink' of the answer",
    ],
  ],
  [
    'tickets.yaml',
    '/api/v2/tickets.json',
    JSON_TYPE,
    [
      `host: "*.tickets.example" # guessed from '{subdomain}.tickets.example'`,
      'documentation: https://developer.tickets.example/api',
      'priority: [ low, normal, high, null ]',
      'meta: { has_more: $more, after_cursor: $next }, links: { next: $nextUrl } }',
      'paging: { cursor: "page[after]", size: "page[size]", rows: 25, most: 100 }',
    ],
  ],
  [
    'accounting.yaml',
    '/invoices',
    JSON_TYPE,
    [
      'host: eu.accounting.example',
      'auth: { headers: { X-App-Key: acme-key, X-Account: acme-key } }',
      'number: [ INV-1, INV-2 ] # the examples, for its pattern',
      'amount: money text',
      'deleted_at: deleted',
      'modified: updated space',
      'paging: { offset: offset, size: limit, rows: 50, most: 50 }',
      'since: { parameter: modified_since, until: modified_until, format: date }',
    ],
  ],
  [
    'accounting.yaml',
    '/invoices/{invoice-id}/lines',
    JSON_TYPE,
    [
      'path: /api/v3/invoices/{invoice_id}/lines',
      'of: invoices # guessed from the path',
      'invoice_id: parent # guessed from its name',
      'quantity: whole 1..12',
    ],
  ],
  [
    'crm.yaml',
    '/crm/v3/objects/contacts',
    JSON_TYPE,
    [
      'auth: { query: { hapikey: acme-key } }',
      'updatedAt: updated iso-ms',
      'body: { results: $items, paging: { next: { after: $next } } }',
      'paging: { cursor: after, size: limit, rows: 10 }',
    ],
  ],
  [
    'json-api.yaml',
    '/profiles',
    'application/vnd.api+json',
    [
      'auth: { headers: { Authorization: acme-key } }',
      'region: state # guessed from its name',
      'paging: { cursor: "page[cursor]", size: "page[size]", rows: 20, most: 100 }',
      'since: { parameter: "filter[updated][gt]", strict: true }',
    ],
  ],
  [
    'pages.yaml',
    '/people',
    JSON_TYPE,
    [
      'host: api.acme.example # guessed: the document names no server',
      'auth: none',
      'key: personId',
      'updatedAt: updated epoch-ms',
      'totalPages: $pages, totalElements: $total, last: $last }',
      'paging: { page: page, size: pageSize, rows: 20, first: 0 }',
      'since: { parameter: updatedAfter, format: epoch-ms }',
    ],
  ],
  [
    'events.yaml',
    '/events',
    JSON_TYPE,
    [
      "auth: none # not recognised: openIdConnect ('oidc'); not recognised: apiKey cookie ('cookie')",
      'key: uuid',
      'kind: = login',
      'body: { events: $items, next_page_token: $next? }',
      'since: { parameter: created_after, until: created_before, by: created }',
    ],
  ],
  [
    'catalog.yaml',
    '/products.json',
    JSON_TYPE,
    [
      'price: money text',
      'updated_at: updated iso-offset',
      'paging: { after: since_id, size: limit, rows: 50, most: 250 }',
      'since: { parameter: updated_at_min, until: updated_at_max }',
      'ignores: [ created_at_min ] # passed over: they change nothing here',
    ],
  ],
  [
    'chat.yaml',
    '/users.list',
    JSON_TYPE,
    [
      "auth: none # not recognised: oauth2 ('bot')",
      'id: code U # guessed: its pattern is ^[UW][A-Z0-9]{2,}$',
      'deleted: deleted-mark',
      'body: { ok: true, members: $items, response_metadata: { next_cursor: $next } }',
    ],
  ],
  [
    'projects.yaml',
    '/project/search',
    JSON_TYPE,
    [
      'host: [ projects.example, projects.test ]',
      '  project:',
      'body: { isLast: $last, maxResults: $size, nextPage: $nextUrl?, startAt: $offset, total: $total, values: $items }',
      'paging: { offset: startAt, size: maxResults, rows: 50 }',
    ],
  ],
];

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

function faultsOf(body: unknown, document: object, operation: string, media: string): readonly string[] {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { ...FORMATS, int32: true, int64: true, 'unix-time': true },
  });
  ajv.addSchema(document, 'https://acme.example/document');
  const { responses } = parseOperation(document, operation);
  const [status = ''] = Object.keys(responses);
  const { $ref } = responses[status] as { $ref?: string };
  const response = $ref ?? `#/paths/${escaped(operation)}/get/responses/${status}`;
  const types = Object.keys(contentAt(document, response)).find((type) => type.startsWith(media)) ?? media;
  const validate = ajv.compile({
    $ref: `https://acme.example/document${response}/content/${escaped(types)}/schema`,
  });
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface Described {
  readonly responses: Readonly<Record<string, object>>;
}

function parseOperation(document: object, operation: string): Described {
  const { paths } = document as { paths: Record<string, { get: Described }> };
  return (paths[operation] as { get: Described }).get;
}

function contentAt(document: object, pointer: string): object {
  const found = pointer
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((part, name) => (part as Record<string, unknown>)[unescaped(name)], document);
  return (found as { content: object }).content;
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function unescaped(name: string): string {
  return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
}
