import { requireMap, wrong } from '../../core/faults/written.ts';
import { nearest } from '../../core/nearest.ts';
import { PlaygroundError } from '../../core/playground-error.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A part of a document, and where it stands: `acme.yaml.paths./customers.get`. */
export interface Part {
  readonly value: Json;
  readonly where: string;
}

const LONGEST_CHAIN = 50;

/** An OpenAPI document whose parts may stand elsewhere in it. */
export class OpenApiDocument {
  readonly root: Part;

  /** @throws PlaygroundError `ERR_BAD_OPTION` for what is no document of OpenAPI 3.0 or 3.1 */
  constructor(value: unknown, file: string) {
    requireMap(value, file);
    this.root = { value, where: file };
    const { openapi, swagger, paths } = value;
    if (swagger !== undefined) {
      throw new PlaygroundError(
        'ERR_BAD_OPTION',
        `${file}.swagger is ${JSON.stringify(swagger)}, and OpenAPI 3.0 and 3.1 are read. Convert it first, for example with 'npx swagger2openapi'.`,
      );
    }
    if (openapi === undefined) throw wrong(file, "a map with 'openapi', such as 3.0.3 or 3.1.0", value);
    if (!/^3(?:\.[01](?:\.|$)|$)/.test(String(openapi)))
      throw wrong(`${file}.openapi`, 'a version such as 3.0.3 or 3.1.0', openapi);
    if (paths === undefined) throw wrong(file, "a map with 'paths'", Object.keys(value));
    requireMap(paths, `${file}.paths`);
  }

  /**
   * A member of a part, with the target in place of a `$ref`; members beside that count as well.
   *
   * @returns undefined where there is none
   * @throws PlaygroundError `ERR_BAD_OPTION` for what is no map, and for a `$ref` that leads nowhere
   */
  part(parent: Part, name: string): Part | undefined {
    const value = parent.value[name];
    return value === undefined ? undefined : this.resolved(value, `${parent.where}.${name}`);
  }

  /** The items of a list. @throws as {@link part} */
  parts(parent: Part, name: string): readonly Part[] {
    const list = parent.value[name];
    if (list === undefined) return [];
    const where = `${parent.where}.${name}`;
    if (!Array.isArray(list)) throw wrong(where, 'a list', list);
    return list.map((item, index) => this.resolved(item, `${where}[${index}]`));
  }

  /** The members of a map. @throws as {@link part} */
  entries(parent: Part, name: string): readonly (readonly [name: string, part: Part])[] {
    const map = parent.value[name];
    if (map === undefined) return [];
    const where = `${parent.where}.${name}`;
    requireMap(map, where);
    return Object.entries(map).map(([key, value]) => [key, this.resolved(value, `${where}.${key}`)]);
  }

  resolved(given: unknown, where: string): Part {
    let value: unknown = given;
    let beside: Json = {};
    for (let step = 0; step < LONGEST_CHAIN; step += 1) {
      requireMap(value, where);
      const { $ref, ...others } = value;
      beside = { ...others, ...beside };
      if ($ref === undefined) return { value: beside, where };
      value = this.#target($ref, `${where}.$ref`);
    }
    throw wrong(`${where}.$ref`, 'a reference that does not lead to itself', (given as Json)['$ref']);
  }

  #target(ref: unknown, where: string): unknown {
    if (typeof ref !== 'string') throw wrong(where, 'a text', ref);
    if (!ref.startsWith('#/')) {
      throw new PlaygroundError(
        'ERR_BAD_OPTION',
        `${where} must be a part of this document such as #/components/schemas/Customer, but is ${JSON.stringify(ref)}. Bundle the document into one file first, for example with 'npx @redocly/cli bundle'.`,
      );
    }
    return ref
      .slice('#/'.length)
      .split('/')
      .map((name) => decoded(name))
      .reduce<unknown>((part, name) => {
        if (typeof part === 'object' && part !== null && Object.hasOwn(part, name))
          return (part as Json)[name];
        const known = typeof part === 'object' && part !== null ? Object.keys(part) : [];
        const near =
          known.length === 0
            ? ''
            : ` Did you mean ${nearest(name, known)
                .map((one) => `'${one}'`)
                .join(', ')}?`;
        throw new PlaygroundError(
          'ERR_BAD_OPTION',
          `${where} is ${JSON.stringify(ref)}, and there is no '${name}'.${near}`,
        );
      }, this.root.value);
  }
}

/** RFC 6901, section 6: percent-encoded, and with `~1` for a slash and `~0` for a tilde. */
function decoded(name: string): string {
  let plain = name;
  try {
    plain = decodeURIComponent(name);
  } catch {
    // As it is written, then.
  }
  return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}
