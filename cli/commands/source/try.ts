import path from 'node:path';
import { Command } from 'commander';
import { nearest } from '../../../core/nearest.ts';
import { PlaygroundError } from '../../../core/playground-error.ts';
import { parseSettings } from '../../../playground/options.ts';
import type { Resource, SourceDeclaration } from '../../../sources/declaration.ts';
import { firstPages } from '../../../sources/sample/first-pages.ts';
import { shortNameOf } from '../../../sources/short-name.ts';
import { curlOf } from '../../source/curl-of.ts';
import { shortJson } from '../../source/short-json.ts';
import type { Terminal } from '../../terminal.ts';
import { directoryOption } from '../directory-option.ts';
import type { DirectoryOptions } from '../running.ts';
import { checkedSource } from './check.ts';

interface TryOptions extends DirectoryOptions {
  readonly world?: string;
  readonly resource?: string;
}

const FAILED = 1;
const OK = 200;

/** Shows what a source answers, without a playground. */
export function tryCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('try')
    .description('print the first page of each list of a source, and the command that asks for it')
    .argument('<file>', 'acme.source.yaml')
    .option('--world <kind>', 'how the world lives: still (the default), living')
    .option('--resource <name>', 'only this list')
    .addOption(directoryOption())
    .action(async (file: string, options: TryOptions) => {
      const declaration = await checkedSource(path.resolve(terminal.directory, file), file);
      const resources = chosen(declaration, options.resource);
      const { dataset } = parseSettings({ ...(options.world && { world: options.world }) });
      for (const { resource, request, status, body } of await firstPages(declaration, resources, dataset)) {
        terminal.write(`${resource.name}: ${status}\n${shortJson(body)}\n`);
        terminal.write(`${await curlOf(declaration, request, options, terminal)}\n\n`);
        if (status !== OK) exitWith(FAILED);
      }
    });
}

function chosen({ resources }: SourceDeclaration, name: string | undefined): readonly Resource[] {
  if (name === undefined) return resources;
  const names = resources.map(shortNameOf);
  const found = resources[names.indexOf(name)];
  if (found) return [found];
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no resource '${name}'. Did you mean ${nearest(name, names).join(', ')}?`,
  );
}
