import { InvalidArgumentError } from 'commander';
import { FASTEST_RATE, parseClockRate } from '../../core/clock-rate.ts';

/** Seconds of the world in a real second. */
export function rateOf(text: string): number {
  const rate = parseClockRate(text);
  if (rate === undefined) throw new InvalidArgumentError(`It must be a number from 0 to ${FASTEST_RATE}.`);
  return rate;
}
