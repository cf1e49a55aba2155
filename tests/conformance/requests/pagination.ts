import { type ConformanceCase, queries } from '../conformance-case.ts';
import { INSTANTS } from './instants.ts';

const ORDERS = ['createdAt', 'updatedAt'].flatMap((by) =>
  ['asc', 'desc'].map((type) => `order_by=${by}&order_type=${type}`),
);

const BAD_ORDERS = [
  ...['order_by=id', 'order_by=', 'order_by', 'order_by=CREATEDAT', 'order_by=updatedAt%20'],
  ...['order_type=up', 'order_type=', 'order_type=ASC', 'order_type=desc%20'],
];

const UNEXPECTED = ['sort=asc', 'sort=asc&colour=red', 'Page=1', '=1', 'order_by=id&sort=asc', 'a%20b=1'];

/** Whole numbers that Python's `int` and we read alike. */
const NUMBERS = ['1', '2', '7', '49', '50', '51', '100', '0', '-1', '%2B5', '007', '99999999999999999999'];
/** What Python's `int` refuses, and what it reads although it is no plain number. */
const NOT_NUMBERS = ['abc', '', '1.5', '1e1', '0x10', '%zz', 'NaN', '%205%20', '1_0', '%D9%A3'];

const of = (name: string, values: readonly string[]): string[] => values.map((value) => `${name}=${value}`);

/** Two wrong values at once show which one is looked at first. */
function pairs(wrong: readonly string[]): string[] {
  return wrong.flatMap((one, at) => wrong.slice(at + 1).map((other) => `${other}&${one}`));
}

const shared = ['', ...ORDERS, ...BAD_ORDERS, ...UNEXPECTED, ...of('updated_since', INSTANTS)];

const paged = [
  ...shared,
  ...of('per_page', [...NUMBERS, ...NOT_NUMBERS]),
  ...of('page', [...NUMBERS, ...NOT_NUMBERS, '9007199254740992']),
  ...['1', '4', '5', '6'].map((page) => `per_page=50&page=${page}`),
  ...ORDERS.map((order) => `${order}&per_page=7&page=3&updated_since={row 120}`),
  ...ORDERS.map((order) => `page=2&${order}&updated_since={after 120}`),
  ...pairs(['order_by=x', 'order_type=x', 'per_page=0', 'page=0', 'updated_since=x', 'sort=x']),
  ...['page=1&page=2', 'per_page=5&per_page=5', 'order_by=x&order_by=createdAt', 'sort=1&sort=2'],
  `updated_since=${'x'.repeat(1100)}Z`,
];

const byOffset = [
  ...shared,
  ...of('limit', [...NUMBERS, ...NOT_NUMBERS]),
  ...of('offset', [...NUMBERS, ...NOT_NUMBERS, '150', '195', '199', '200', '201', '9007199254740992']),
  ...['0', '49', '50', '150', '151', '199', '200'].map((offset) => `limit=50&offset=${offset}`),
  ...ORDERS.map((order) => `${order}&limit=7&offset=3&updated_since={row 120}`),
  ...pairs(['limit=0', 'offset=-1', 'order_by=x', 'order_type=x', 'updated_since=x', 'sort=x']),
  ...['offset=1&offset=2', 'limit=5&limit=5', 'page=1', 'per_page=10'],
];

const byKeyset = [
  ...['', 'sort=asc', 'order_by=createdAt', 'per_page=5', 'scroll_param='],
  ...of('updated_since', INSTANTS),
  ...['0', '49', '149', '150', '198', '199'].map((rank) => `scroll_param={rowCursor ${rank}}`),
  ...[
    'scroll_param=x&updated_since=x',
    'scroll_param=&updated_since={row 120}',
    'scroll_param=x&updated_since=',
  ],
  ...['sort=x&scroll_param=x&updated_since=x', 'scroll_param={rowCursor 3}&scroll_param={rowCursor 5}'],
  ...of('scroll_param', [
    ...['x', 'garbage', '====', '%%%%', '2020-01-01T00:00:00Z', '{row 3}'],
    ...['2020-01-01T00:00:00Z', '2020-1-1T0:0:0Z', '9999-12-31T23:59:59Z', 'yesterday'].map(base64),
    ...['2020-01-01T00:00:00', '2020-01-01T00:00:00z', '2020-02-30T00:00:00Z', '0000-01-01T00:00:00Z'].map(
      base64,
    ),
    ...[`${base64('2020-01-01T00:00:00Z')}%20`, `*${base64('2020-01-01T00:00:00Z')}`],
    ...[base64('2020-01-01T00:00:00Z').slice(0, -1), Buffer.from([255, 255, 255]).toString('base64')],
  ]),
];

function base64(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString('base64'));
}

/** The four ways to page. */
export const pagination: readonly ConformanceCase[] = [
  ...queries('/pagination/page_number', paged),
  ...queries('/pagination/next_page_url', paged),
  ...queries('/pagination/offset', byOffset),
  ...queries('/pagination/keyset', [...new Set(byKeyset)]),
];
