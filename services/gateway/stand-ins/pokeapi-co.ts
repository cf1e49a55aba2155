import type { People } from '../../../fixtures/index.ts';
import type { StandIn } from '../stand-in.ts';
import { draw, pick } from './draw.ts';
import { numberParameter, wholeNumber } from './parameter.ts';

const ROOT = 'https://pokeapi.co/api/v2/pokemon';
/** How many the real service lists: 1025 in one row, the rest are forms with ids from 10001. */
const COUNT = 1302;
const LAST_SPECIES = 1025;
const FIRST_FORM = 10_001;
const DEFAULT_LIMIT = 20;

const TYPES = ['normal', 'fire', 'water', 'grass', 'electric', 'ice', 'rock'] as const;

/** A long list in pages of any size. Its creatures are ours: each is called after somebody's mailbox. */
export const pokeapiCo: StandIn = {
  hosts: ['pokeapi.co'],
  summary: 'PokéAPI: a list of 1302 with offset and limit',
  source: 'https://pokeapi.co/docs/v2',
  mount(router, { dataset }) {
    router.get('/api/v2/pokemon', (ctx) => {
      const limit = numberParameter(ctx, 'limit', DEFAULT_LIMIT, 1);
      const offset = numberParameter(ctx, 'offset', 0);
      const page = (start: number): string => `${ROOT}?offset=${start}&limit=${limit}`;
      const size = Math.max(0, Math.min(limit, COUNT - offset));
      ctx.body = {
        count: COUNT,
        next: offset + limit < COUNT ? page(offset + limit) : null,
        previous: offset > 0 ? page(Math.max(0, offset - limit)) : null,
        results: Array.from({ length: size }, (_, index) => {
          const position = offset + index;
          return { name: nameAt(dataset.people, position), url: `${ROOT}/${idAt(position)}/` };
        }),
      };
    });

    router.get('/api/v2/pokemon/:key', (ctx) => {
      const position = positionOf(dataset.people, ctx.params['key'] ?? '');
      if (position === undefined) {
        ctx.status = 404;
        ctx.body = 'Not Found';
        return;
      }
      ctx.body = present(dataset.people, position);
    });
  },
  notFound: () => 'Not Found',
};

function present(people: People, position: number): unknown {
  const id = idAt(position);
  const type = pick(TYPES, 'type', id);
  return {
    id,
    name: nameAt(people, position),
    base_experience: 40 + draw(260, 'experience', id),
    height: 2 + draw(30, 'height', id),
    weight: 10 + draw(2000, 'weight', id),
    is_default: id <= LAST_SPECIES,
    order: position + 1,
    types: [
      { slot: 1, type: { name: type, url: `https://pokeapi.co/api/v2/type/${TYPES.indexOf(type) + 1}/` } },
    ],
  };
}

function idAt(position: number): number {
  return position < LAST_SPECIES ? position + 1 : position - LAST_SPECIES + FIRST_FORM;
}

/** Unique, because a mailbox ends in its position. */
function nameAt(people: People, position: number): string {
  return (people.at(position).email.split('@')[0] as string).replace('.', '-');
}

/** Finds an item by its id or its name. */
function positionOf(people: People, key: string): number | undefined {
  const id = wholeNumber(key, 1);
  const position =
    id === undefined
      ? Number(/^\D*(\d+)$/.exec(key)?.[1]) - 1
      : id < FIRST_FORM
        ? id - 1
        : id - FIRST_FORM + LAST_SPECIES;
  const isListed = position >= 0 && position < COUNT;
  if (!isListed) return undefined;
  return idAt(position) === id || nameAt(people, position) === key ? position : undefined;
}
