import { Command } from 'commander';
import { table } from '../../core/table.ts';
import { diagnose } from '../../playground/diagnosis.ts';
import { diagnoseSdk } from '../run/diagnose-sdk.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { type DirectoryOptions, directoryOf } from './running.ts';
import { type VenvOptions, venvOf, venvOption } from './venv-option.ts';

/** Says what is taken, missing or stale, and the way out. */
export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor')
    .description('report what is taken, missing or stale, and how to fix it')
    .addOption(directoryOption())
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(venvOption())
    .action(async (options: DirectoryOptions & VenvOptions & { host: string }) => {
      const findings = [
        ...(await diagnose(directoryOf(options, terminal), options.host)),
        await diagnoseSdk(terminal.env, venvOf(options, terminal)),
      ];
      const rows = findings.map(({ subject, well, state, remedy = '' }) => [
        well ? 'ok' : 'NOT OK',
        subject,
        state,
        remedy,
      ]);
      terminal.write(table(['', 'What', 'State', 'Remedy'], rows));
      const wrong = findings.filter(({ well }) => !well);
      if (wrong.length > 0) throw new Error(`${wrong.map(({ subject }) => subject).join(', ')}: see above.`);
    });
}
