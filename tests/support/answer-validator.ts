import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One answer, as far as the document has something to say of it. */
interface Observed {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Empty when there is none. */
  readonly mediaType: string;
  readonly text: string;
}

const DOCUMENT = 'https://connector-playground.test/openapi.json';
/** A page for people is no part of the document. */
const PAGE = /^\/docs(\/|$)/;
/** Answers that come before any route is asked. */
const OF_NO_ROUTE = [404, 405];

/** Compares answers with an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
export class AnswerValidator {
  readonly #document: OpenApiDocument;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #templates: ReadonlyArray<readonly [RegExp, string]>;

  constructor(document: OpenApiDocument) {
    this.#document = document;
    this.#ajv.addSchema(document, DOCUMENT);
    this.#templates = Object.keys(document.paths).map((path) => [
      new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      path,
    ]);
  }

  /** @throws Error that says what the document promised and what came */
  check(observed: Observed): void {
    const { method, path, status, mediaType, text } = observed;
    if (method === 'HEAD' || method === 'OPTIONS') return;
    if (PAGE.test(path) && status === 200 && mediaType !== 'application/json') return;
    const template = this.#templates.find(([pattern]) => pattern.test(path))?.[1];
    const operation = template && this.#document.paths[template]?.[method.toLowerCase()];
    const answer = operation ? operation.responses[status] : undefined;
    if (!template || !answer) {
      if (!OF_NO_ROUTE.includes(status)) throw new Error(`${method} ${path}: ${status} is not documented`);
      this.#validate('/components/schemas/Error', JSON.parse(text), observed);
      return;
    }
    if (!answer.content?.[mediaType]) {
      throw new Error(`${method} ${path}: ${status} with '${mediaType}' is not documented`);
    }
    const place = [
      'paths',
      template,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      mediaType,
    ];
    const body = /[/+]json$/.test(mediaType) ? JSON.parse(text) : text;
    this.#validate(`/${place.map(escapePointer).join('/')}/schema`, body, observed);
  }

  #validate(pointer: string, body: unknown, { method, path, status }: Observed): void {
    let validate = this.#validators.get(pointer);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: `${DOCUMENT}#${pointer}` });
      this.#validators.set(pointer, validate);
    }
    if (!validate(body)) {
      throw new Error(
        `${method} ${path}: the ${status} answer is not as documented: ${this.#ajv.errorsText(validate.errors)}`,
      );
    }
  }
}

/** One step of a JSON pointer inside a URL fragment (RFC 6901, sections 4 and 6). */
function escapePointer(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
