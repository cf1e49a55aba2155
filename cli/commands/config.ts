import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { type Example, notesOf, servicesOf } from '../../connectors/example.ts';
import { configurationOf, exampleOf, examples } from '../../connectors/examples.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { table } from '../../core/table.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { endpointsOption } from './endpoints-option.ts';
import { type DirectoryOptions, directoryOf, runningPlayground } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

interface ConfigOptions extends DirectoryOptions {
  readonly list?: boolean;
  readonly write?: string;
}

/** Prints or writes the ready configuration of a public example. */
export function configCommand(terminal: Terminal): Command {
  const command = new Command('config')
    .description('print the ready configuration.json of a public connector example')
    .argument('[example]', 'its path, or the end of it: authentication/api_key')
    .addOption(directoryOption())
    .addOption(worldOption())
    .addOption(endpointsOption())
    .option('--list', 'list the examples')
    .option('--write <folder>', 'write configuration.json into this folder instead of printing it');
  return command.action(async (name: string | undefined, given: ConfigOptions) => {
    const options = await inWorld(given, terminal);
    if (options.list) return terminal.write(list());
    if (name === undefined) return command.error('error: name an example, or use --list');
    return print(exampleOf(name), options, terminal);
  });
}

function list(): string {
  return table(
    ['Example', 'Needs', 'Note'],
    examples.map((example) => [example.path, servicesOf(example).join(', '), notesOf(example)]),
  );
}

async function print(example: Example, options: ConfigOptions, terminal: Terminal): Promise<void> {
  const started = example.needs.length > 0 ? await runningPlayground(options, terminal) : {};
  const configuration = await configurationOf(example, started, directoryOf(options, terminal));
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  if (options.write === undefined) return terminal.write(text);
  const folder = path.resolve(terminal.directory, options.write);
  await makeFolder(folder);
  const file = path.join(folder, 'configuration.json');
  await writeFile(file, text, { mode: 0o600 });
  terminal.write(`${file}\n`);
}
