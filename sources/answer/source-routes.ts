import type { SourceDeclaration } from '../declaration.ts';
import { matcherOf } from './path-matcher.ts';
import type { ServedResource, SourceState } from './source-state.ts';

/** One thing that can be asked of a source. */
export interface SourceRoute {
  /** As the journal and fault plans call it: `acme.customers`, `acme.customers.one`, `acme.customers.deletes`. */
  readonly name: string;
  readonly gives: 'list' | 'one' | 'deletes';
  readonly method: string;
  readonly path: string;
  readonly served: ServedResource;
  /** The values of the parts of a path; undefined of another path. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

/** Parts of paths that a source declares are never called so. */
export const KEY_PART = '$key';

/** In the order in which they are tried: paths that are written out before those with a key. */
export function routesOf({ served }: Pick<SourceState, 'served'>): readonly SourceRoute[] {
  const lists = served.map((one) => route(one, 'list', one.resource.method, one.resource.path));
  const deletes = served.flatMap((one) =>
    one.resource.deletes ? [route(one, 'deletes', 'GET', one.resource.deletes.path)] : [],
  );
  const ones = served
    .filter(({ resource }) => resource.hasOne)
    .map((one) => route(one, 'one', 'GET', `${one.resource.path.replace(/\/$/, '')}/{${KEY_PART}}`));
  return [...lists, ...deletes, ...ones];
}

/** What there is, for people: `GET /v1/customers`. */
export function pathsOf({ resources }: SourceDeclaration): readonly string[] {
  return resources.flatMap(({ method, path, deletes }) => [
    `${method} ${path}`,
    ...(deletes ? [`GET ${deletes.path}`] : []),
  ]);
}

function route(
  served: ServedResource,
  gives: SourceRoute['gives'],
  method: string,
  path: string,
): SourceRoute {
  const { name } = served.resource;
  return {
    name: gives === 'list' ? name : `${name}.${gives}`,
    ...{ gives, method, path, served },
    match: matcherOf(path),
  };
}
