import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BASTION_NAME } from '../../playground/bastion-name.ts';
import type { PlannedCommand } from '../planned-command.ts';

/**
 * Whether a command was told of `bastion.playground`: by an argument, a variable, or a connector's configuration.
 * No other command needs the playground's SSH configuration.
 */
export async function namesBastion(command: PlannedCommand): Promise<boolean> {
  const told = [...command.argv, ...Object.values(command.env)];
  if (told.some((text) => text?.includes(BASTION_NAME))) return true;
  const texts = await Promise.all(configurationFiles(command).map(readIfThere));
  return texts.some((text) => text.includes(BASTION_NAME));
}

/** Where the Connector SDK would find a configuration: in its folder, or a file that it is given. */
function configurationFiles({ argv, directory, env }: PlannedCommand): string[] {
  const values = argv.map((argument) => argument.replace(/^--[\w-]+=/, ''));
  return [directory, env['FIVETRAN_CONFIGURATION'] ?? '', ...values]
    .map((name) => path.resolve(directory, name))
    .map((name) => (name.endsWith('.json') ? name : path.join(name, 'configuration.json')));
}

/** Most arguments are not the names of files, and some could not be. */
async function readIfThere(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
