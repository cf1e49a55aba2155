import { type ConformanceCase, queries } from '../conformance-case.ts';
import { INSTANTS } from './instants.ts';

const ORDERS = ['createdAt', 'updatedAt'].flatMap((by) =>
  ['asc', 'desc'].map((type) => `order_by=${by}&order_type=${type}`),
);

/** Companies change while one asks, so only instants before all of them and after all of them. */
const FIXED_INSTANTS = INSTANTS.filter((instant) => !instant.startsWith('{'));

const list = [
  ...['', ...ORDERS, 'order_by=x', 'order_by=', 'order_type=x', 'order_type=ASC', 'page=1', 'page=1&limit=1'],
  ...['order_by=x&order_type=x', 'order_type=x&updated_since=x', 'order_by=createdAt&order_by=updatedAt'],
  ...FIXED_INSTANTS.map((instant) => `updated_since=${instant}`),
];

const COMPANIES = [
  ...[
    '2',
    '3',
    '0',
    '-1',
    '-0',
    'x',
    '01',
    '002',
    '%2B1',
    '1.0',
    '1e0',
    '%201',
    '1%20',
    '1_0',
    '0_1',
    '%D9%A1',
  ],
  ...['99999999999999999999', 'companies', '%zz', '%FF', '1%2F2', 'null', '9007199254740993'],
];

export const cursors: readonly ConformanceCase[] = [
  ...queries('/cursors/companies', list),
  ...queries('/cursors/1/departments', list),
  ...COMPANIES.flatMap((id) => queries(`/cursors/${id}/departments`, [''])),
  ...queries('/cursors/x/departments', ['order_by=x', 'updated_since=x', 'page=1']),
  ...queries('/cursors/3/departments', ['order_type=x', 'updated_since=x', 'page=1']),
];
