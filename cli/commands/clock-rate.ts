import { InvalidArgumentError } from 'commander';

/** Seconds of the world in a real second. */
export function rateOf(text: string): number {
  const rate = Number(text);
  if (text.trim() === '' || !(rate >= 0 && rate <= 1e6))
    throw new InvalidArgumentError('It must be a number from 0 to 1000000.');
  return rate;
}
