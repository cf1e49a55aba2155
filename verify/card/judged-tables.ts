import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Asked } from '../causes/asked.ts';
import { tableOf } from '../causes/asked-list.ts';
import type { Conduct } from './card.ts';

/** Of the tables of the API, the one that lives in every living world. */
const OF_THE_API = 'people';

/** The tables whose rows come, change and go, as far as they were asked for: people, and those of declared sources. */
export function judgedTables({ asked, world }: Pick<Conduct, 'asked' | 'world'>): readonly WorldTable[] {
  const names = new Set([OF_THE_API, ...asked.flatMap(({ list }) => list?.table ?? [])]);
  return world.tables.filter(({ name }) => names.has(name));
}

export function isOf(asked: Asked, table: WorldTable): boolean {
  return tableOf(asked) === table.name;
}
