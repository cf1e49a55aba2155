import { createHash } from 'node:crypto';

const TWO_TO_32 = 2 ** 32;

/**
 * A whole number from 0 to `bound` - 1 that depends on nothing but its place, as in `draw(90, 'swapi', 7)`:
 * the same place gives the same number in every run, and neighbours have nothing in common.
 */
export function draw(bound: number, ...place: readonly (string | number)[]): number {
  const bits = createHash('sha256').update(place.join('/')).digest().readUInt32BE(0);
  return Math.floor((bits / TWO_TO_32) * bound);
}

/** One of a list, chosen by its place. The list is never empty. */
export function pick<Item>(list: readonly Item[], ...place: readonly (string | number)[]): Item {
  return list[draw(list.length, ...place)] as Item;
}

/** Lower-case hexadecimal digits (up to 64) that depend on nothing but their place. */
export function drawHex(digits: number, ...place: readonly (string | number)[]): string {
  return createHash('sha256').update(place.join('/')).digest('hex').slice(0, digits);
}
