import { readFile } from 'node:fs/promises';
import { codeBelow, type Node, nodesOf, parseCode } from './parse-code.ts';

/** A place in the code where bytes come in from outside of the process. */
export interface FoundReader {
  readonly file: string;
  /** How it reads: `for await`, `on('data')`, `pipe`, or the name of the function of Node.js. */
  readonly by: string;
}

/** What reads a stream, or takes connections, by the module of Node.js that it comes from. */
const IMPORTED = new Map([
  ['node:http', ['createServer']],
  ['node:https', ['createServer']],
  ['node:http2', ['createServer', 'createSecureServer']],
  ['node:net', ['createServer']],
  ['node:tls', ['createServer']],
  ['node:dgram', ['createSocket']],
  ['node:readline', ['createInterface']],
  ['node:stream', ['pipeline']],
  ['node:stream/promises', ['pipeline']],
  ['node:stream/consumers', ['arrayBuffer', 'blob', 'buffer', 'json', 'text']],
]);
const METHODS = ['getReader', 'injectSocket', 'iterator', 'pipe', 'pipeThrough', 'pipeTo', 'read'];
const LISTENING = ['addListener', 'on', 'once', 'prependListener', 'prependOnceListener'];
const EVENTS = ['data', 'readable'];

/** Every reader in the code below these folders, each way of a file once. */
export async function findReaders(...folders: readonly string[]): Promise<readonly FoundReader[]> {
  const files = (await Promise.all(folders.map(codeBelow))).flat().sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const nodes = [...nodesOf(parseCode(await readFile(file, 'utf8')))];
      return [...new Set(nodes.flatMap(waysOf))].sort().map((by) => ({ file, by }));
    }),
  );
  return found.flat();
}

function waysOf(node: Node): readonly string[] {
  if (node['type'] === 'ForOfStatement') return node['await'] ? ['for await'] : [];
  if (node['type'] === 'ImportDeclaration') return importedBy(node);
  if (node['type'] === 'MemberExpression') return isAsyncIterator(node) ? ['asyncIterator'] : [];
  return node['type'] === 'CallExpression' ? calledBy(node) : [];
}

function importedBy({ source, specifiers }: Node): readonly string[] {
  const readers = IMPORTED.get(String(textOf(source))) ?? [];
  return (specifiers as readonly Node[])
    .map(({ imported, local }) => String(textOf(imported ?? local)))
    .filter((name) => readers.includes(name));
}

function calledBy({ callee, arguments: given }: Node): readonly string[] {
  const { property } = ((callee as Node)['base'] ?? callee) as Node;
  const method = String(textOf(property));
  if (METHODS.includes(method)) return [method];
  const event = textOf((given as readonly Node[])[0]?.['expression']);
  return LISTENING.includes(method) && EVENTS.includes(String(event)) ? [`on('${event}')`] : [];
}

/** `stream[Symbol.asyncIterator]`. */
function isAsyncIterator({ property }: Node): boolean {
  const { type, expression } = property as Node;
  return type === 'Computed' && textOf((expression as Node)['property']) === 'asyncIterator';
}

function textOf(node: unknown): unknown {
  return (node as Node | undefined)?.['value'];
}
