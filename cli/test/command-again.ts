import type { Command } from 'commander';
import { shellQuoted } from '../shell-quoted.ts';

/** What one run does and another need not. */
const OF_ONE_RUN = ['only', 'scenario', 'shrink', 'tries', 'out', 'jobs', 'json', 'junit', 'markdown'];
const PLAIN = /^[\w./:=@%+,-]+$/;

/**
 * How the same project is tried again, as it was given, in other scenarios.
 *
 * @param choice the options that choose them: `--only 16`
 */
export function commandAgain(command: Command, ...choice: readonly string[]): string {
  const kept = command.options.filter(
    (option) =>
      !OF_ONE_RUN.includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const options = kept.flatMap((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    return option.isBoolean() ? [option.long ?? ''] : [option.long ?? '', String(value)];
  });
  return ['playground', 'test', ...command.args, ...options, ...choice].map(word).join(' ');
}

function word(text: string): string {
  return PLAIN.test(text) ? text : shellQuoted(text);
}
