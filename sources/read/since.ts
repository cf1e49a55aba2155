import { mapOf, oneOf, text, wrong, yes } from '../../core/faults/written.ts';
import type { ListOrder, Since } from '../declaration.ts';

const COLUMNS = { created: 'createdAt', updated: 'updatedAt' } as const;
const ORDERS = { ...COLUMNS, key: 'position' } as const;

interface WrittenSince {
  readonly parameter?: string;
  readonly until?: string;
  readonly by?: keyof typeof COLUMNS;
  readonly strict?: true;
  readonly format?: Since['format'];
}

const written = mapOf<WrittenSince>({
  parameter: text,
  until: text,
  by: oneOf('created', 'updated'),
  strict: yes,
  format: oneOf('iso', 'date', 'us-date', 'epoch', 'epoch-ms'),
});

/** A parameter's name, or `{ parameter: since, by: created, strict: true, format: epoch-ms, until: before }`. */
export function readSince(value: unknown, where: string): Since {
  if (typeof value === 'string') return { ...DEFAULT, parameter: text(value, where) };
  const { parameter, until, by = 'updated', strict = false, format = 'iso' } = written(value, where);
  if (parameter === undefined) throw wrong(where, "a map with 'parameter'", value);
  return { by: COLUMNS[by], parameter, isStrict: strict, format, ...(until !== undefined && { until }) };
}

const DEFAULT = { by: 'updatedAt', isStrict: false, format: 'iso' } as const;

/** `key` (the default), `created`, `updated`; behind a minus sign the other way round. */
export function readOrder(value: unknown, where: string): ListOrder {
  const words = Object.keys(ORDERS).flatMap((word) => [word, `-${word}`]);
  const word = oneOf(...words)(value, where);
  const isBackwards = word.startsWith('-');
  return { by: ORDERS[word.replace('-', '') as keyof typeof ORDERS], isBackwards };
}
