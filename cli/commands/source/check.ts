import path from 'node:path';
import { Command } from 'commander';
import { PlaygroundError } from '../../../core/playground-error.ts';
import { parseSettings } from '../../../playground/options.ts';
import { readSourceFile } from '../../../playground/sources/read-source-file.ts';
import { worldOf } from '../../../playground/world-of.ts';
import { checkSources } from '../../../sources/check-sources.ts';
import type { SourceDeclaration } from '../../../sources/declaration.ts';
import type { Terminal } from '../../terminal.ts';

const WRONG = 1;

/** Says of files of sources whether a playground would take them. */
export function checkCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('check')
    .description('say whether files of sources are right, each and together; 1 if one is not')
    .argument('<files...>', 'acme.source.yaml')
    .action(async (files: readonly string[]) => {
      const sources: SourceDeclaration[] = [];
      const check = async (judge: () => Promise<void> | void): Promise<void> => {
        try {
          await judge();
        } catch (error) {
          if (!(error instanceof PlaygroundError)) throw error;
          terminal.writeError(`error: ${error.message}\n`);
          exitWith(WRONG);
        }
      };
      for (const file of files) {
        await check(async () => {
          const source = await checkedSource(path.resolve(terminal.directory, file), file);
          sources.push(source);
          terminal.write(`ok: ${summaryOf(source)}\n`);
        });
      }
      await check(() => checkSources(sources));
    });
}

/** @throws PlaygroundError `ERR_BAD_OPTION`, also for a table that there cannot be */
export async function checkedSource(file: string, shown: string): Promise<SourceDeclaration> {
  const source = await readSourceFile(file, shown);
  worldOf(parseSettings({ sources: [source] }));
  return source;
}

/** `acme: 2 resources, hosts api.acme.example`. */
function summaryOf({ name, resources, hosts }: SourceDeclaration): string {
  const count = `${resources.length} resource${resources.length === 1 ? '' : 's'}`;
  return `${name}: ${count}, ${hosts.length === 1 ? 'host' : 'hosts'} ${hosts.join(', ')}`;
}
