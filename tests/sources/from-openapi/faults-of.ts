import { Ajv2020 } from 'ajv/dist/2020.js';

const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  email: /^[^@\s]+@[^@\s]+\.\w+$/,
  uri: /^https?:\/\/\S+$/,
  ipv4: /^\d+\.\d+\.\d+\.\d+$/,
};

/** What of a body is not as the schema of an operation's answer has it. */
export function faultsOf(
  body: unknown,
  document: object,
  operation: string,
  media: string,
): readonly string[] {
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
