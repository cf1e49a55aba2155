import { text } from '../../core/faults/written.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { Noted } from '../outline/noted.ts';
import type { Outline } from '../outline/outline.ts';
import { presentSource } from '../outline/present-source.ts';
import { authOf } from './auth-of.ts';
import { OpenApiDocument } from './document.ts';
import { listsOf } from './lists-of.ts';
import { readDocument } from './read-document.ts';
import { serversOf } from './servers-of.ts';

const MOST_REASONS = 5;

/**
 * Makes the text of a `NAME.source.yaml` out of an OpenAPI document (3.0 or 3.1, YAML or JSON): a resource for each GET whose
 * answer has a list of objects. What was guessed is told behind its line.
 *
 * @param written the text of the document
 * @param file as errors call it
 * @param name of the source: `acme`
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the place, with line and column, and the way out
 */
export function sourceFromOpenApi(written: string, file: string, name: string): string {
  return readDocument(written, file, (value) => {
    const { text: source, leftOut } = presentSource(outlineOf(value, file, name));
    if (source !== undefined) return source;
    const reasons = leftOut.slice(0, MOST_REASONS).map((one) => ` ${one}.`);
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${file}.paths must have a GET whose answer 200 is JSON with a list of objects, and has none.${reasons.join('')}`,
    );
  });
}

function outlineOf(value: unknown, file: string, name: string): Outline {
  const document = new OpenApiDocument(value, file);
  const servers = serversOf(document, document.root);
  const { lists, operations, leftOut } = listsOf(document, servers?.base ?? '');
  const page = document.part(document.root, 'externalDocs');
  return {
    from: titleOf(document, file),
    hosts: hostsOf(servers?.hosts, name),
    ...(page && { documentation: text(page.value['url'], `${page.where}.url`) }),
    auth: authOf(document, name, operations),
    lists,
    leftOut,
  };
}

function titleOf(document: OpenApiDocument, file: string): string {
  const { title, version } = document.part(document.root, 'info')?.value ?? {};
  return typeof title === 'string' && title !== '' ? [title, version].filter(Boolean).join(' ') : file;
}

function hostsOf(found: Noted<readonly string[]> | undefined, name: string): Noted<readonly string[]> {
  if (found && found.value.length > 0) return found;
  return {
    value: [`api.${name.replaceAll('_', '-')}.example`],
    note: 'guessed: the document names no server',
  };
}
