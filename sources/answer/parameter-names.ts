import type { Resource, SourceDeclaration } from '../declaration.ts';

/** The parameters that a list has. */
export function parametersOf(
  { paging, since, sort, filters, ignores }: Resource,
  { auth }: SourceDeclaration,
): readonly string[] {
  const own = [paging.parameter, paging.size, since?.parameter, since?.until, sort?.parameter].filter(
    Boolean,
  ) as string[];
  return [...own, ...Object.keys(filters), ...namesOfAuth({ auth }), ...ignores];
}

/** Those by which a client says who it is. */
export function namesOfAuth({ auth }: Pick<SourceDeclaration, 'auth'>): readonly string[] {
  return auth.flatMap((way) => (way.kind === 'query' ? Object.keys(way.values) : []));
}
