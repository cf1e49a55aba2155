import type { FindConduct } from './conduct-file.ts';

/** A state that grows by so many bytes in each of so many syncs has no bound. */
const SYNCS = 4;
const BYTES = 16;

/** A state that is larger after every sync. */
export const growingState: FindConduct = ({ stateSizes }) => {
  const last = stateSizes.slice(-SYNCS);
  const [first] = last;
  const end = last.at(-1);
  if (first === undefined || end === undefined || last.length < SYNCS) return undefined;
  const grows = last.every((size, index) => index === 0 || size >= (last[index - 1] as number) + BYTES);
  if (!grows) return undefined;
  return {
    what: `the state grew from ${first} to ${end} bytes in ${last.length} syncs`,
    advice: 'Keep the place from which to go on, and no list of what has been read.',
    evidence: [],
  };
};
