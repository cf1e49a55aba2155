import { createHash } from 'node:crypto';

/** Factors of less than this, times a place below 2³³, are whole numbers. */
const MOST_FACTOR = 2 ** 20;
const MOST_PLACES = 2 ** 33;

/**
 * Another order of so many places: the same for the same number, and never the old one where there are two or more.
 *
 * @returns which of the old places a new one has
 */
export function shuffled(size: number, number: number): (place: number) => number {
  if (size < 2) return (place) => place;
  const digest = createHash('sha256').update(`${number} of ${size}`).digest();
  const shift = 1 + (digest.readUInt32BE(0) % (size - 1));
  const factor = size > MOST_PLACES ? 1 : coprimeTo(size, 1 + (digest.readUInt32BE(4) % MOST_FACTOR));
  return (place) => (factor * place + shift) % size;
}

function coprimeTo(size: number, from: number): number {
  let candidate = from;
  while (divisorOf(candidate, size) !== 1) candidate += 1;
  return candidate;
}

function divisorOf(one: number, other: number): number {
  return other === 0 ? one : divisorOf(other, one % other);
}
