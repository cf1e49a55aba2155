import type { Dataset } from '../../../../fixtures/index.ts';

/** The seeds that the service gives out are 16 hexadecimal digits, of which these last ones are a number. */
const NUMBER_DIGITS = 12;
const NUMBERS = 16 ** NUMBER_DIGITS;
const ISSUED_SEED = /^[0-9a-f]{4}([0-9a-f]{12})$/;

/** Which seed shows which people. */
export interface Seeds {
  /** The position of the first person that a seed shows. */
  positionOf(seed: string): number;
  /** The seed of request number `count` (from 1 on) that names none: each leads to the person after the one before. */
  issue(count: number): string;
}

export function seedsOf({ people, drawFor }: Dataset): Seeds {
  const crowd = Math.max(people.size, 1);
  const { below, hex } = drawFor('profile_seeds');
  return {
    positionOf(seed) {
      const number = ISSUED_SEED.exec(seed)?.[1];
      return number === undefined
        ? drawFor(`profile_seeds.${seed}`).below(crowd, 0, 0)
        : Number.parseInt(number, 16) % crowd;
    },
    issue(count) {
      const position = (below(crowd, 0, 0) + count) % crowd;
      const turns = below(Math.floor(NUMBERS / crowd), count, 1);
      const number = (turns * crowd + position).toString(16).padStart(NUMBER_DIGITS, '0');
      return `${hex(4, count, 2)}${number}`;
    },
  };
}
