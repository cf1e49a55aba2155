import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Option } from 'commander';
import { PlaygroundError } from '../../core/playground-error.ts';
import { DEFAULT_WORLD } from '../../core/worlds/world-name.ts';
import { worldsIn } from '../../playground/worlds/folders.ts';
import type { Terminal } from '../terminal.ts';
import { type DirectoryOptions, directoryOf } from './running.ts';

interface WorldNameOptions {
  readonly world?: string;
}

/** Shared by every command that can look at a further world. */
export function worldOption(): Option {
  return new Option('--world <name>', 'a further world of the playground (docs/worlds.md)');
}

/**
 * The options as they are for the world that they name: its folder is in place of the playground's.
 *
 * @throws PlaygroundError `ERR_NOT_STARTED` that names the worlds that there are; `ERR_BAD_OPTION` beside `--endpoints`
 */
export async function inWorld<Options extends DirectoryOptions & WorldNameOptions>(
  options: Options,
  terminal: Terminal,
): Promise<Options> {
  const { world, endpoints } = options;
  if (world === undefined || world === DEFAULT_WORLD) return options;
  if (endpoints !== undefined)
    throw new PlaygroundError('ERR_BAD_OPTION', '--endpoints is one world already. Leave out --world.');
  const folder = worldsIn(directoryOf(options, terminal));
  const names = await readdir(folder).catch((): string[] => []);
  const directory = path.join(folder, world);
  if (names.includes(world) && (await isThere(path.join(directory, 'endpoints.json'))))
    return { ...options, directory };
  throw new PlaygroundError(
    'ERR_NOT_STARTED',
    `There is no world '${world}' in ${path.dirname(folder)}. There are ${[DEFAULT_WORLD, ...names].join(', ')}. ` +
      `Make it: playground world create ${world}`,
  );
}

/**
 * The same for commands whose `--world` also says how a world lives (`still`, `living+late`), which no further world is
 * called. What is neither stays as it is, to be refused as that.
 */
export async function inNamedWorld<Options extends DirectoryOptions & WorldNameOptions>(
  options: Options,
  terminal: Terminal,
): Promise<Omit<Options, 'world'> & WorldNameOptions> {
  const { world, ...others } = options;
  if (world === DEFAULT_WORLD) return others;
  const names = await readdir(worldsIn(directoryOf(options, terminal))).catch((): string[] => []);
  if (world === undefined || !names.includes(world)) return options;
  const { world: _, ...found } = await inWorld(options, terminal);
  return found;
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
