import { Command } from 'commander';
import { verifyOptions } from '../../cli/commands/verify-options.ts';

/** What `playground verify` takes a text for, which one of its options is given. */
export function verifyTimes(option: string, text: string): number {
  const command = new Command('verify').exitOverride().configureOutput({ writeErr: () => undefined });
  for (const one of verifyOptions) command.addOption(one);
  command.parse([option, text], { from: 'user' });
  return command.opts()[option.slice(2)];
}
