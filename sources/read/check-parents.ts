import { wrong } from '../../core/faults/written.ts';
import type { Resource } from '../declaration.ts';
import { shortNameOf } from '../short-name.ts';

/**
 * Checks that rows belong to those of resources that there are.
 *
 * @param where of the resources, for errors
 * @throws PlaygroundError `ERR_BAD_OPTION` for a resource that there is not, that has a key of several columns, or that is
 * its own ancestor
 */
export function checkParents(resources: readonly Resource[], where: string): void {
  for (const resource of resources) {
    const ancestors = [resource.name];
    for (let one: Resource | undefined = resource; one?.table.parent; ) {
      const parent = parentOf(one, resources, where);
      if (ancestors.includes(parent.name))
        throw wrong(placeOf(one, where), 'a resource that is not below this one', shortNameOf(parent));
      ancestors.push(parent.name);
      one = parent;
    }
  }
}

function parentOf(child: Resource, resources: readonly Resource[], where: string): Resource {
  const name = child.table.parent?.table;
  const parent = resources.find((one) => one.name === name);
  if (parent === undefined) {
    const others = resources.filter((one) => one !== child).map(shortNameOf);
    const what = others.length === 0 ? 'left out: there is no other resource' : `one of ${others.join(', ')}`;
    throw wrong(placeOf(child, where), what, name === undefined ? undefined : shortNameOf({ name }));
  }
  if (parent.table.key.length > 1)
    throw wrong(placeOf(child, where), 'a resource with a key of one field', shortNameOf(parent));
  return parent;
}

function placeOf(resource: Resource, where: string): string {
  return `${where}.${shortNameOf(resource)}.of`;
}
