import type { Value } from '../../fixtures/table.ts';
import type { Found } from '../destination.ts';

const LONGEST = 60;

/** A value as reports show it: text in quotes, and cut where it is long. */
export function presentValue(value: Value | Found | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return `'${cut(value)}'`;
  if (typeof value === 'object') return cut(plain(value) as string);
  return String(value);
}

/** A value as JSON can hold it. */
export function plainValue(value: Value | Found | undefined): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && (isDate(value) || isBytes(value))) return plain(value);
  return value;
}

function plain(value: object): string {
  if (isDate(value)) return value.toISOString();
  if (isBytes(value)) return Buffer.from(value).toString('base64');
  return JSON.stringify(value);
}

function isDate(value: object): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

function isBytes(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
