import { draw } from '../draw.ts';
import { SWAPI_COUNTS, type SwapiResource } from './world.ts';

/** One pair in this many is linked; films take part in more. */
const RARITY = 20;
const FILM_RARITY = 3;

/** The links of one item with the others, as URLs below `root` (`https://swapi.dev/api`). */
export class SwapiLinks {
  readonly #root: string;
  readonly #resource: SwapiResource;
  readonly #id: number;

  constructor(root: string, resource: SwapiResource, id: number) {
    this.#root = root;
    this.#resource = resource;
    this.#id = id;
  }

  many(other: SwapiResource): string[] {
    return this.#where(other, (id) => areLinked(this.#resource, this.#id, other, id));
  }

  one(other: SwapiResource): string {
    return this.#url(other, ownerOf(this.#resource, this.#id, other));
  }

  owned(other: SwapiResource): string[] {
    return this.#where(other, (id) => ownerOf(other, id, this.#resource) === this.#id);
  }

  #where(resource: SwapiResource, isWanted: (id: number) => boolean): string[] {
    return Array.from({ length: SWAPI_COUNTS[resource] }, (_, index) => index + 1)
      .filter(isWanted)
      .map((id) => this.#url(resource, id));
  }

  #url(resource: SwapiResource, id: number): string {
    return `${this.#root}/${resource}/${id}/`;
  }
}

function ownerOf(resource: SwapiResource, id: number, owner: SwapiResource): number {
  return 1 + draw(SWAPI_COUNTS[owner], owner, 'of', resource, id);
}

/** The same answer whichever of the two asks: the pair is put in alphabetical order first. */
function areLinked(one: SwapiResource, oneId: number, other: SwapiResource, otherId: number): boolean {
  const pair = one < other ? [one, oneId, other, otherId] : [other, otherId, one, oneId];
  return draw(pair.includes('films') ? FILM_RARITY : RARITY, ...pair) === 0;
}
