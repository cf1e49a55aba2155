import { InvalidArgumentError } from 'commander';
import { parseList } from '../../core/parse-list.ts';

/**
 * The parser of every list: `--services s3,postgres` and `--services s3 --services postgres` mean the same. An empty item
 * is refused, and one that comes again is taken once.
 */
export function listOf(text: string, before: readonly string[] = []): string[] {
  try {
    return [...new Set([...before, ...parseList(text)])];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
