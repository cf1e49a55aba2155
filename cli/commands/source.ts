import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { checkCommand } from './source/check.ts';
import { initCommand } from './source/init.ts';
import { tryCommand } from './source/try.ts';

/** Begins, checks and tries files of sources of one's own. */
export function sourceCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  const command = new Command('source').description(
    'begin, check or try a source of your own (docs/your-own-source.md)',
  );
  command.addCommand(initCommand(terminal));
  command.addCommand(checkCommand(terminal, exitWith));
  command.addCommand(tryCommand(terminal, exitWith));
  return command;
}
