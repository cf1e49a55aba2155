import { PlaygroundError } from './playground-error.ts';

/** How many requests the API takes at once where a limit is asked for without a number: the original's. */
export const DEFAULT_CAPACITY = 20;
export const MOST_CAPACITY = 1_000_000_000;

/** @throws PlaygroundError `ERR_BAD_OPTION` that names the option and its value */
export function requireCapacity(name: string, capacity: number): number {
  if (Number.isInteger(capacity) && capacity >= 1 && capacity <= MOST_CAPACITY) return capacity;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${name} must be a whole number from 1 to ${MOST_CAPACITY}, but is ${capacity}.`,
  );
}
