import { Command } from 'commander';
import { commandEnvironment } from '../command-environment.ts';
import { spawnCommand } from '../spawn-command.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { controlUrlOf, type DirectoryOptions, runningPlayground } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

/** Runs a command for which every public name is this playground. Its exit code is the command's. */
export function execCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('exec')
    .description('run a command for which public names reach this playground: exec -- fivetran debug')
    .argument('<command...>')
    .addOption(directoryOption())
    .addOption(worldOption())
    .passThroughOptions()
    .action(async (argv: string[], given: DirectoryOptions) => {
      const options = await inWorld(given, terminal);
      const endpoints = await runningPlayground(options, terminal);
      const command = { argv, directory: terminal.directory, env: terminal.env };
      await using environment = await commandEnvironment(
        endpoints,
        command,
        await controlUrlOf(options, terminal),
      );
      exitWith(await spawnCommand({ ...command, env: environment.variables }));
    });
}
