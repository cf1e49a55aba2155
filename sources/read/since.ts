import { mapOf, oneOf, type Reader, requireMap, text, wrong, yes } from '../../core/faults/written.ts';
import type { ListOrder, Since, Sort } from '../declaration.ts';

const COLUMNS = { created: 'createdAt', updated: 'updatedAt' } as const;
const ORDERS = { ...COLUMNS, key: 'position' } as const;

interface WrittenSince {
  readonly parameter?: string;
  readonly until?: string;
  readonly by?: keyof typeof COLUMNS;
  readonly strict?: true;
  readonly format?: Since['format'];
  readonly syntax?: readonly string[];
}

const syntax: Reader<readonly string[]> = (value, where) =>
  [value].flat().map((part) => {
    const written = text(part, where);
    const isTold = written.split('{time}').length === 2 && written.split('{until}').length <= 2;
    if (isTold) return written;
    throw wrong(where, "what the parameter looks like, such as 'modified ge {time}'", part);
  });

const written = mapOf<WrittenSince>({
  parameter: text,
  until: text,
  by: oneOf('created', 'updated'),
  strict: yes,
  format: oneOf('iso', 'date', 'us-date', 'epoch', 'epoch-ms'),
  syntax,
});

/** A parameter's name, or `{ parameter: since, by: created, strict: true, format: epoch-ms, until: before }`. */
export function readSince(value: unknown, where: string): Since {
  if (typeof value === 'string') return { ...DEFAULT, parameter: text(value, where) };
  const { parameter, until, by = 'updated', strict = false, format = 'iso', ...more } = written(value, where);
  if (parameter === undefined) throw wrong(where, "a map with 'parameter'", value);
  return {
    by: COLUMNS[by],
    parameter,
    isStrict: strict,
    format,
    ...(until !== undefined && { until }),
    ...more,
  };
}

const DEFAULT = { by: 'updatedAt', isStrict: false, format: 'iso' } as const;

/** `key` (the default), `created`, `updated`; behind a minus sign the other way round. */
export function readOrder(value: unknown, where: string): ListOrder {
  const words = Object.keys(ORDERS).flatMap((word) => [word, `-${word}`]);
  const word = oneOf(...words)(value, where);
  const isBackwards = word.startsWith('-');
  return { by: ORDERS[word.replace('-', '') as keyof typeof ORDERS], isBackwards };
}

/** `{ parameter: sort, values: { created_at: created, -created_at: -created } }`. */
export function readSort(value: unknown, where: string): Sort {
  const { parameter, values } = mapOf<{ parameter: string; values: Sort['values'] }>({
    parameter: text,
    values: (part, place) => {
      requireMap(part, place);
      return Object.fromEntries(
        Object.entries(part).map(([name, order]) => [name, readOrder(order, `${place}.${name}`)]),
      );
    },
  })(value, where);
  if (parameter === undefined || values === undefined)
    throw wrong(where, "a map with 'parameter' and 'values'", value);
  return { parameter, values };
}
