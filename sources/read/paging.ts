import { duration, mapOf, text, whole, wrong, yes } from '../../core/faults/written.ts';
import type { Paging } from '../declaration.ts';

const BY = ['page', 'offset', 'cursor', 'after'] as const;
const DEFAULT_ROWS = 100;
const MOST_ROWS = 1_000_000;

interface WrittenPaging {
  readonly page?: string;
  readonly offset?: string;
  readonly cursor?: string;
  readonly after?: string;
  readonly size?: string;
  readonly rows?: number;
  readonly most?: number;
  readonly first?: number;
  readonly link?: true;
  readonly nextHeader?: string;
  readonly expires?: number;
}

const written = mapOf<WrittenPaging>({
  page: text,
  offset: text,
  cursor: text,
  after: text,
  size: text,
  rows: whole(1, MOST_ROWS, 'a number of rows'),
  most: whole(1, MOST_ROWS, 'a number of rows'),
  first: whole(0, 1, 'the number of the first page'),
  link: yes,
  nextHeader: text,
  expires: duration,
});

export const ONE_PAGE: Paging = {
  by: 'none',
  parameter: '',
  rows: MOST_ROWS,
  most: MOST_ROWS,
  first: 0,
  hasLink: false,
};

/** `{ cursor: page_token, size: limit, rows: 50, most: 100 }`: how the pages begin is one of page, offset, cursor, after. */
export function readPaging(value: unknown, where: string): Paging {
  if (value === 'none') return ONE_PAGE;
  const read = written(value, where);
  const [by, another] = BY.filter((one) => read[one] !== undefined);
  if (by === undefined || another !== undefined)
    throw wrong(where, `a map with one of ${BY.join(', ')}`, value);
  const { size, rows = DEFAULT_ROWS, most = Math.max(rows, DEFAULT_ROWS), first, nextHeader, expires } = read;
  if (rows > most) throw wrong(`${where}.rows`, `at most ${most}, which is 'most'`, rows);
  if (first !== undefined && by !== 'page') throw wrong(`${where}.first`, "left out without 'page'", first);
  if (expires !== undefined && by !== 'cursor')
    throw wrong(`${where}.expires`, "left out without 'cursor'", expires);
  return {
    ...{ by, parameter: read[by] as string, rows, most, first: first ?? 1, hasLink: read.link ?? false },
    ...(size !== undefined && { size }),
    ...(nextHeader !== undefined && { nextHeader }),
    ...(expires !== undefined && { expiresMs: expires }),
  };
}
