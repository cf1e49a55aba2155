import { InvalidArgumentError } from 'commander';
import { MOST_CAPACITY } from '../../core/capacity.ts';
import { parseLimit } from '../../core/parse-limit.ts';

/** The parser of `--rate-limit`: how many requests at once, `true` for the usual number, `false` or 0 for no limit. */
export function limitOf(text: string): number | boolean {
  try {
    return parseLimit(text, MOST_CAPACITY);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
