/** A name in braces, which stands for one segment of a path. */
const NAMED = /^\{(\w+)\}$/;

/**
 * What a path has in the place of the names in a template: `{ table: 'people' }` of `/truth/people` for `/truth/{table}`.
 *
 * @returns undefined where the path is not of that form
 */
export function partsIn(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const segments = path.split('/');
  const wanted = template.split('/');
  if (segments.length !== wanted.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const expected = wanted[index] as string;
    const [, name] = NAMED.exec(expected) ?? [];
    if (name === undefined ? segment !== expected : segment === '') return undefined;
    if (name !== undefined) parts[name] = decoded(segment);
  }
  return parts;
}

/** A segment that is not well encoded is a name that there is not. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
