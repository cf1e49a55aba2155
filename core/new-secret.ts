import { randomBytes } from 'node:crypto';

/** A password that nobody can guess: 24 hexadecimal digits. */
export function newSecret(): string {
  return randomBytes(12).toString('hex');
}
