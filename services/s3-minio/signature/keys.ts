import { timingSafeEqual } from 'node:crypto';

/** The one pair of keys that this service knows. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Compares in a time that does not depend on where two texts differ. */
export function isSameSecret(actual: string, expected: string): boolean {
  const left = Buffer.from(actual);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
