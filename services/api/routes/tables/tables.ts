import { looks } from '../../../../fixtures/tables/on-demand/looks.ts';
import { names } from '../../../../fixtures/tables/on-demand/names.ts';
import { numbers } from '../../../../fixtures/tables/on-demand/numbers.ts';
import { listTable } from './list-table.ts';

/** The tables on demand; a world that was not asked for them has none. */
export const tableRoutes = [
  listTable({ name: 'numbers', asked: 'numbers', tableIn: (dataset) => numbers(dataset, 'numbers') }),
  listTable({ name: 'looks', asked: 'looks', tableIn: (dataset) => looks(dataset, 'looks') }),
  listTable({ name: 'names', asked: 'names', tableIn: (dataset) => names(dataset, 'names') }),
] as const;
