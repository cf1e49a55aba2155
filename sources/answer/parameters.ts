import { badParameter, unknownParameter } from './errors.ts';

/** The parameters of a request: of its query and, of one with a body of JSON, of the body by path (`page.size`). */
export class Parameters {
  readonly query: URLSearchParams;
  readonly #body: unknown;

  /** @param body what was sent as JSON; undefined of a request without a body */
  constructor(query: URLSearchParams, body: unknown) {
    this.query = query;
    this.#body = body;
  }

  /** Undefined where it is not given, or is empty. */
  text(name: string): string | undefined {
    const value = this.query.get(name) ?? shown(memberOf(this.#body, name));
    return value === undefined || value === '' ? undefined : value;
  }

  /** @throws SourceError 400 for what is no whole number in the range */
  whole(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw badParameter(name, `a whole number from ${least} to ${most}`, text);
  }

  /** @throws SourceError 400 for a parameter of the query or of the body that is none of these, nor below one */
  requireKnown(resource: string, known: readonly string[]): void {
    for (const name of pathsIn(this.#body)) {
      if (!known.some((one) => name === one || name.startsWith(`${one}.`)))
        throw unknownParameter(resource, name, known);
    }
    for (const name of this.query.keys()) {
      if (!known.includes(name)) throw unknownParameter(resource, name, known);
    }
  }
}

function memberOf(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, name)
          ? (part as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}

function shown(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** Nobody declares a parameter that is deeper. */
const DEEPEST = 20;

/** The ways to all members of an object that are no objects: `page.size`. */
function pathsIn(value: unknown, prefix = '', depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > DEEPEST)
    return prefix === '' ? [] : [prefix];
  return Object.entries(value).flatMap(([name, part]) =>
    pathsIn(part, prefix === '' ? name : `${prefix}.${name}`, depth + 1),
  );
}
