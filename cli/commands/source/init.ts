import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import { hasCode, PlaygroundError } from '../../../core/playground-error.ts';
import { sourceFromHar } from '../../../sources/from-har/source-from-har.ts';
import { sourceFromOpenApi } from '../../../sources/from-openapi/source-from-openapi.ts';
import { nameIn } from '../../../sources/read/read-source.ts';
import type { Terminal } from '../../terminal.ts';

interface InitOptions {
  readonly openapi?: string;
  readonly har?: string;
}

/** Writes the file of a new source, to be changed. */
export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description('write the commented file of a new source into ./sources')
    .argument('[name]', 'its name in small letters', 'acme')
    .option('--openapi <file>', 'make it out of a document of OpenAPI 3.0 or 3.1, in YAML or JSON')
    .addOption(new Option('--har <file>', 'make it out of recorded answers (HAR 1.2)').conflicts('openapi'))
    .action(async (given: string, options: InitOptions) => {
      const name = nameIn(given, 'The name of a source');
      const file = path.join('sources', `${name}.source.yaml`);
      const text = await sourceText(name, options, terminal);
      await writeNew(path.resolve(terminal.directory, file), file, `${SCHEMA}\n${text}`);
      terminal.write(
        `Wrote ${file}. Next: playground source try ${file}, then playground up, which finds it there.\n`,
      );
    });
}

async function sourceText(name: string, { openapi, har }: InitOptions, terminal: Terminal): Promise<string> {
  const read = (file: string) => textOf(path.resolve(terminal.directory, file), file);
  if (openapi !== undefined) return sourceFromOpenApi(await read(openapi), openapi, name);
  if (har !== undefined) return sourceFromHar(await read(har), har, name);
  return templateOf(name);
}

async function textOf(place: string, file: string): Promise<string> {
  try {
    return await readFile(place, 'utf8');
  } catch (cause) {
    throw new PlaygroundError('ERR_BAD_OPTION', `${file} cannot be read: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

async function writeNew(place: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true });
  try {
    await writeFile(place, text, { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    throw new PlaygroundError('ERR_BAD_OPTION', `${file} is there already. Give the source another name.`);
  }
}

/** Tells the YAML language server what the file may say. */
const SCHEMA = '# yaml-language-server: $schema=../node_modules/connector-playground/docs/source.schema.json';

function templateOf(name: string): string {
  return `host: api.${name.replaceAll('_', '-')}.example # whom connectors ask
auth: { bearer: ${name}-token } # or basic, headers, query, oauth2, login, jwt, none
resources:
  customers:
    path: /v1/customers
    fields: { id: uuid, name: name, plan: [free, pro], balance: money, created_at: created, updated_at: updated }
    body: { data: $items, next: $next } # the envelope; left out: the list alone
    paging: { cursor: page_token, size: limit, rows: 50, most: 100 } # or page, offset, after
    since: updated_since # asks for rows that have changed since
    deletes: /v1/deleted-customers # lists what is gone
`;
}
