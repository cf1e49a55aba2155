import type { ListOutline } from './outline.ts';
import { wordsOf } from './words-of.ts';

/** What ends a path without saying what is listed. */
const GENERAL = ['search', 'list', 'query', 'all', 'find', 'index'];

/** Names for lists by their paths, each once: `customers`, `orders`, `customers_orders`. */
export function nameLists(lists: readonly Pick<ListOutline, 'path'>[]): readonly string[] {
  const taken = new Set<string>();
  return lists.map(({ path }) => {
    const all = path
      .split('/')
      .filter((segment) => segment !== '' && !segment.includes('{'))
      .map((segment) => wordsOf(segment.replace(/\.\w+$/, '')).join('_'))
      .filter((segment) => segment !== '');
    const isGeneral = all.length > 1 && GENERAL.includes(all.at(-1) as string);
    const segments = isGeneral ? all.slice(0, -1) : all;
    const candidates = segments.map((_, index) => nameFrom(segments.slice(segments.length - 1 - index)));
    const free = [...candidates, nameFrom(segments)].find((name) => !taken.has(name));
    const name = free ?? numbered(nameFrom(segments), taken);
    taken.add(name);
    return name;
  });
}

function nameFrom(segments: readonly string[]): string {
  const name = segments.join('_');
  return /^[a-z]/.test(name) ? name : `list_${name}`.replace(/_$/, '');
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
  }
}
