import { childrenOfParent } from './children.ts';
import { listTable } from './list-table.ts';

/** The tables on demand; a world that was not asked for them has none. */
export const tableRoutes = [
  listTable({ name: 'numbers', asked: 'numbers' }),
  listTable({ name: 'looks', asked: 'looks' }),
  listTable({ name: 'names', asked: 'names' }),
  listTable({ name: 'parents', asked: 'children' }),
  childrenOfParent,
] as const;
