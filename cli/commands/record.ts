import { statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { PlaygroundOptions } from '../../playground/options.ts';
import { createPlayground } from '../../playground/playground.ts';
import { Recording } from '../../recordings/recording.ts';
import { commandEnvironment } from '../command-environment.ts';
import { Interruption } from '../interruption.ts';
import { spawnCommand } from '../spawn-command.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { listOf } from './list-option.ts';

interface RecordOptions {
  readonly host: readonly string[];
  readonly allowedHosts?: readonly string[];
}

const help = `
Secrets are masked before the file is written. --host api.example.com=127.0.0.1:3000 says where a host
is that its name does not lead to. Answer from the file with: playground up --replay FILE`;

/** Runs a command, and takes down what it asks real hosts and what they answer. Its exit code is the command's. */
export function recordCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('record')
    .description(
      'record what a command asks real hosts: record api.har --host api.example.com -- python sync.py',
    )
    .argument('<file>', 'the HAR file to write')
    .argument('<command...>', 'the command, after --')
    .requiredOption('--host <name[=address]>', 'a host to let through and record; may come again', listOf)
    .option('--allowed-hosts <list>', 'public names that are let through and not recorded', listOf)
    .addHelpText('after', help)
    .action(async (file: string, argv: string[], options: RecordOptions) => {
      const to = writableFile(path.resolve(terminal.directory, file));
      exitWith(await record(to, argv, options, terminal));
    });
}

async function record(
  file: string,
  argv: readonly string[],
  { host, allowedHosts = [] }: RecordOptions,
  terminal: Terminal,
): Promise<number> {
  const recording = new Recording(host, { name: 'connector-playground', version: version() });
  // A second Ctrl-C ends this process at once, with what there is by then.
  const save = (): void => write(recording, file, terminal);
  process.once('exit', save);
  try {
    const end = new AbortController();
    void terminal.interrupted().then((by) => end.abort(new Interruption('Interrupted.', by)));
    const code = await runThrough(recording, argv, { allowedHosts, signal: end.signal }, terminal);
    // Once the gateway has stopped, so that nothing more comes.
    await recording.settle();
    return code;
  } finally {
    process.off('exit', save);
    save();
  }
}

async function runThrough(
  recording: Recording,
  argv: readonly string[],
  options: Pick<PlaygroundOptions, 'allowedHosts' | 'signal'>,
  terminal: Terminal,
): Promise<number> {
  await using playground = await createPlayground({ services: ['gateway'], recording, ...options });
  const command = { argv, directory: terminal.directory, env: terminal.env };
  await using environment = await commandEnvironment(playground.endpoints, command, playground.controlUrl);
  return await spawnCommand({ ...command, env: environment.variables });
}

function write(recording: Recording, file: string, terminal: Terminal): void {
  for (const each of recording.leftOut) terminal.writeError(`Not recorded: ${each}.\n`);
  if (recording.size === 0) {
    const hosts = recording.hosts.map((each) => each.host).join(', ');
    terminal.writeError(
      `Nothing was recorded, and ${file} was not written: no answer of ${hosts} came through the gateway.\n`,
    );
    return;
  }
  recording.writeTo(file);
  terminal.writeError(
    `${recording.size} exchanges are in ${file}. Answer from it with: playground up --replay ${file}\n`,
  );
}

/** Before anything is asked, not when everything was. @throws PlaygroundError `ERR_BAD_OPTION` */
function writableFile(file: string): string {
  const folder = path.dirname(file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PlaygroundError('ERR_BAD_OPTION', `${file} cannot be written: there is no folder ${folder}.`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PlaygroundError('ERR_BAD_OPTION', `${file} is a folder. Name the HAR file to write.`);
  }
  return file;
}
