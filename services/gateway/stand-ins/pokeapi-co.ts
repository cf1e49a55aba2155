import {
  CREATURE_TYPES,
  type Creature,
  type Creatures,
  creatures,
} from '../../../fixtures/tables/creatures.ts';
import type { StandIn } from '../stand-in.ts';
import { numberParameter, wholeNumber } from './parameter.ts';

const ROOT = 'https://pokeapi.co/api/v2/pokemon';
const DEFAULT_LIMIT = 20;

/** A long list in pages of any size. Its creatures are ours: each is called after somebody's mailbox. */
export const pokeapiCo: StandIn = {
  hosts: ['pokeapi.co'],
  summary: 'PokéAPI: a list of 1302 with offset and limit',
  source: 'https://pokeapi.co/docs/v2',
  mount(router, { dataset, clock }) {
    const table = creatures(dataset);
    router.get('/api/v2/pokemon', (ctx) => {
      const limit = numberParameter(ctx, 'limit', DEFAULT_LIMIT, 1);
      const offset = numberParameter(ctx, 'offset', 0);
      const page = (start: number): string => `${ROOT}?offset=${start}&limit=${limit}`;
      const size = Math.max(0, Math.min(limit, table.size - offset));
      ctx.body = {
        count: table.size,
        next: offset + limit < table.size ? page(offset + limit) : null,
        previous: offset > 0 ? page(Math.max(0, offset - limit)) : null,
        results: Array.from({ length: size }, (_, index) => {
          const { name, id } = table.row(offset + index, clock());
          return { name, url: `${ROOT}/${id}/` };
        }),
      };
    });

    router.get('/api/v2/pokemon/:key', (ctx) => {
      const creature = creatureOf(table, ctx.params['key'] ?? '', clock());
      if (!creature) {
        ctx.status = 404;
        ctx.body = 'Not Found';
        return;
      }
      ctx.body = present(creature);
    });
  },
  notFound: () => 'Not Found',
};

function present({
  id,
  name,
  base_experience,
  height,
  weight,
  is_default,
  order,
  type_id,
}: Creature): unknown {
  const type = CREATURE_TYPES[type_id - 1];
  return {
    id,
    name,
    base_experience,
    height,
    weight,
    is_default,
    order,
    types: [{ slot: 1, type: { name: type, url: `https://pokeapi.co/api/v2/type/${type_id}/` } }],
  };
}

/** Finds a creature by its id or its name, which ends in its position, counted from 1. */
function creatureOf(table: Creatures, key: string, now: number): Creature | undefined {
  const id = wholeNumber(key, 1);
  if (id !== undefined) {
    const position = table.positionOf(id);
    return position === undefined ? undefined : table.row(position, now);
  }
  const position = Number(/^\D*(\d+)$/.exec(key)?.[1]) - 1;
  const named = position >= 0 && position < table.size ? table.row(position, now) : undefined;
  return named?.name === key ? named : undefined;
}
