import { Command, CommanderError } from 'commander';
import { nearest } from '../core/nearest.ts';
import { hasCode } from '../core/playground-error.ts';
import { clockCommand } from './commands/clock.ts';
import { configCommand } from './commands/config.ts';
import { doctorCommand } from './commands/doctor.ts';
import { envCommand } from './commands/env.ts';
import { execCommand } from './commands/exec.ts';
import { faultCommand } from './commands/fault.ts';
import { recordCommand } from './commands/record.ts';
import { resetCommand } from './commands/reset.ts';
import { runCommand } from './commands/run.ts';
import { scenariosCommand } from './commands/scenarios.ts';
import { seedCommand } from './commands/seed.ts';
import { sourceCommand } from './commands/source.ts';
import { statusCommand } from './commands/status.ts';
import { testCommand } from './commands/test.ts';
import { truthCommand } from './commands/truth.ts';
import { upCommand } from './commands/up.ts';
import { verifyCommand } from './commands/verify.ts';
import { worldCommand } from './commands/world.ts';
import { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const CANNOT_COMPARE = 3;

/**
 * The whole program: arguments and a terminal in, an exit code out: 0 done, 1 failed, 2 wrong usage, 3 nothing to
 * compare; 128 and the number of the signal when it was interrupted before it had done what it was called for.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code = DONE;
  const program = createProgram(terminal, (ended) => {
    code = ended;
  });
  const unknown = unknownCommand(program, argv);
  if (unknown) {
    terminal.writeError(`${unknown}\n`);
    return WRONG_USAGE;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    terminal.writeError(`error: ${(error as Error).message}\n`);
    if (error instanceof Interruption) return error.exitCode;
    if (hasCode(error, 'ERR_CANNOT_COMPARE')) return CANNOT_COMPARE;
    return hasCode(error, 'ERR_BAD_OPTION') ? WRONG_USAGE : FAILED;
  }
}

function createProgram(terminal: Terminal, exitWith: (code: number) => void): Command {
  const program = new Command('playground')
    .description('Every source a data connector will meet, on your own machine.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError })
    .showHelpAfterError('Try --help.')
    .enablePositionalOptions()
    .exitOverride();
  program.addCommand(upCommand(terminal), { isDefault: true });
  for (const command of [
    statusCommand,
    clockCommand,
    faultCommand,
    envCommand,
    resetCommand,
    configCommand,
    seedCommand,
    doctorCommand,
    truthCommand,
    scenariosCommand,
    worldCommand,
  ])
    program.addCommand(command(terminal));
  for (const command of [execCommand, recordCommand, runCommand, verifyCommand, testCommand, sourceCommand])
    program.addCommand(command(terminal, exitWith));
  // Sub-commands made apart do not take over the settings of their parent by themselves.
  for (const command of program.commands) {
    command.copyInheritedSettings(program);
    for (const inner of command.commands) inner.copyInheritedSettings(program);
  }
  return program;
}

/** With a default command, commander takes a mistyped command for an argument of the default one. */
function unknownCommand(program: Command, [first]: readonly string[]): string | undefined {
  if (first === undefined || first.startsWith('-') || first === 'help') return undefined;
  const known = program.commands.flatMap((command) => [command.name(), ...command.aliases()]);
  if (known.includes(first)) return undefined;
  return `error: unknown command '${first}'. Did you mean '${nearest(first, known, 1)[0]}'? Try --help.`;
}
