import { Marks } from '../../compare/marks.ts';
import type { Found } from '../../destination.ts';
import { instantOf } from '../../values/instant.ts';
import type { ConfiguredStream, FieldPath } from './read-catalog.ts';

interface Newest {
  /** Which record of its stream it is, from 0 on. */
  readonly place: number;
  readonly cursor: Found | undefined;
}

/**
 * Which records a destination keeps that merges by key: of each key the one with the highest cursor, and of several with the same
 * cursor the last (https://docs.airbyte.com/platform/using-airbyte/core-concepts/sync-modes/incremental-append-deduped).
 */
export class NewestOfKeys {
  readonly #stream: ConfiguredStream;
  readonly #newest = new Map<string, Newest>();

  constructor(stream: ConfiguredStream) {
    this.#stream = stream;
  }

  add(data: Readonly<Record<string, Found>>, place: number): void {
    const { key, cursor: field } = this.#stream;
    const id = JSON.stringify(
      key.map((one) => valueAt(data, one) ?? null),
      asText,
    );
    const cursor = field && valueAt(data, field);
    const before = this.#newest.get(id);
    if (before === undefined || !isBefore(cursor, before.cursor)) this.#newest.set(id, { place, cursor });
  }

  /** The places of the records that are kept. */
  kept(): Marks {
    const kept = new Marks();
    for (const { place } of this.#newest.values()) kept.add(place);
    return kept;
  }
}

function valueAt(data: Readonly<Record<string, Found>>, field: FieldPath): Found | undefined {
  let value: unknown = data;
  for (const name of field) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value as Found;
}

/** Whether a cursor is lower; nothing is lower than any. What cannot be compared is not lower. */
function isBefore(one: Found | undefined, other: Found | undefined): boolean {
  if (other === undefined || other === null) return false;
  if (one === undefined || one === null) return true;
  const [at, otherAt] = [instantOf(one), instantOf(other)];
  if (at !== undefined && otherAt !== undefined && at !== otherAt) return at < otherAt;
  if (typeof one === 'string' && typeof other === 'string') return at === undefined && one < other;
  return isNumber(one) && isNumber(other) && one < other;
}

function isNumber(value: Found): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** JSON has no bigint; a text with the same digits is another key. */
function asText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { integer: String(value) } : value;
}
