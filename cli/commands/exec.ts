import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { Command } from 'commander';
import { environmentOf } from '../../playground/index.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { type DirectoryOptions, runningPlayground } from './running.ts';

/** What shells answer for a command that a signal ended. */
const SIGNALLED = 128;
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a command for which every public name is this playground. Its exit code is the command's. */
export function execCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('exec')
    .description('run a command for which every public name is this playground: exec -- fivetran debug')
    .argument('<command...>')
    .addOption(directoryOption())
    .passThroughOptions()
    .action(async (argv: string[], options: DirectoryOptions) => {
      const variables = environmentOf(await runningPlayground(options, terminal));
      exitWith(
        await runCommand(
          argv,
          { ...withoutOtherAuthorities(terminal.env), ...variables, ...QUIET },
          terminal.directory,
        ),
      );
    });
}

/** Programs that would ask the network for news are told not to. */
const QUIET = { DO_NOT_TRACK: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' };

/** These would have a say beside `SSL_CERT_FILE` and `REQUESTS_CA_BUNDLE`. */
function withoutOtherAuthorities({ SSL_CERT_DIR, CURL_CA_BUNDLE, ...env }: Terminal['env']): Terminal['env'] {
  return env;
}

async function runCommand(
  [command = '', ...argv]: string[],
  env: Terminal['env'],
  cwd: string,
): Promise<number> {
  const child = spawn(command, argv, { stdio: 'inherit', env, cwd });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? SIGNALLED + (signal ? constants.signals[signal] : 0);
  } catch (error) {
    throw new Error(`'${command}' cannot be run: ${(error as Error).message}`, { cause: error });
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}
