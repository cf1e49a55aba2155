import { randomBytes } from 'node:crypto';

export function newVersionId(): string {
  return randomBytes(16).toString('hex');
}
