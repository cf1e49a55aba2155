import { requireMap, text, whole, wrong } from '../../core/faults/written.ts';

/** To whose rows those of a resource belong, and how many belong to one at most. */
export interface Of {
  readonly resource: string;
  readonly most: number;
}

const DEFAULT_MOST = 5;
const MOST = 1000;

/** The name of another resource of the source, or `{ customers: 20 }` for at most so many of each. */
export function readOf(value: unknown, where: string): Of {
  if (typeof value === 'string') return { resource: text(value, where), most: DEFAULT_MOST };
  requireMap(value, where);
  const [entry, another] = Object.entries(value);
  if (entry === undefined || another !== undefined)
    throw wrong(where, 'a resource, or a map of one to how many of each', value);
  const [resource, most] = entry;
  return { resource, most: whole(1, MOST, 'how many belong to one')(most, `${where}.${resource}`) };
}
