import { wrong } from '../../core/faults/written.ts';
import type { Resource } from '../declaration.ts';
import { shortNameOf } from '../short-name.ts';

/**
 * Checks that every list has a path of its own: of two with one path, nobody could ask for the second.
 *
 * @param where of the resources, for errors
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the place and the resource that has the path already
 */
export function checkPaths(resources: readonly Resource[], where: string): void {
  const taken = new Map<string, string>();
  for (const { name, method, path, deletes } of resources) {
    const short = shortNameOf({ name });
    const asked = [
      { method, path, place: 'path' },
      ...(deletes ? [{ method: 'GET', path: deletes.path, place: 'deletes' }] : []),
    ];
    for (const one of asked) {
      const route = `${one.method} ${one.path.replaceAll(/\{[^}]*\}/g, '{}')}`;
      const other = taken.get(route);
      if (other !== undefined)
        throw wrong(
          `${where}.${short}.${one.place}`,
          `another path than that of ${other}: of two nobody could ask for the second`,
          one.path,
        );
      taken.set(route, short);
    }
  }
}
