import { integer } from '../../parameters.ts';

/** How many rows an answer has that tells what has happened. */
export const limit = integer('limit', {
  description: 'How many to return.',
  absent: 100,
  minimum: 1,
  maximum: 500,
  outOfRange: "Invalid value for 'limit'. It should be between 1 and 500.",
});
