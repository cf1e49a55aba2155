import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { hasCode, PlaygroundError } from '../../core/playground-error.ts';

/**
 * Reads what a file of YAML holds.
 *
 * @param file as errors call it
 * @param read what makes something of the value; its errors begin with where they are about: `own.yaml.plan[0].on`
 * @throws PlaygroundError `ERR_BAD_OPTION`: that it is no YAML, or the error of `read`, with line and column
 */
export function readWritten<Read>(text: string, file: string, read: (value: unknown) => Read): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const value = parsedValue(document, file);
  try {
    return read(value);
  } catch (error) {
    if (!hasCode(error, 'ERR_BAD_OPTION')) throw error;
    const { message } = error as PlaygroundError;
    const offset = offsetOf(message, file, document);
    if (offset === undefined) throw error;
    const { line, col } = lines.linePos(offset);
    throw new PlaygroundError('ERR_BAD_OPTION', `${message} See line ${line}, column ${col}.`);
  }
}

function parsedValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    const [wrongYaml] = document.errors;
    if (wrongYaml) throw wrongYaml;
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const [problem] = (error as Error).message.split('\n');
    throw new PlaygroundError('ERR_BAD_OPTION', `${file}: it is no YAML: ${problem}.`);
  }
}

/**
 * Where what an error is about stands in a file of YAML, by the path that the error begins with: `own.yaml.plan[0].on`.
 *
 * @param file what the path begins with
 * @returns an offset from 0; undefined of an empty file
 */
function offsetOf(message: string, file: string, { contents }: Document): number | undefined {
  let offset = isNode(contents) ? contents.range?.[0] : undefined;
  const visit = (node: unknown, path: string): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries())
        enter(item, item, `${path}[${index}]`, isAbout(message, `${path}[${index}]`));
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? key.value : undefined;
        const isUnknown = message.startsWith(`${path} has an unknown property '${name}'`);
        enter(key, value, `${path}.${name}`, isUnknown || isAbout(message, `${path}.${name}`));
      }
    }
  };
  const enter = (from: unknown, node: unknown, path: string, isIt: boolean): void => {
    if (!isIt) return;
    offset = (isNode(from) && from.range?.[0]) || offset;
    visit(node, path);
  };
  visit(contents, file);
  return offset;
}

function isAbout(message: string, path: string): boolean {
  return message.startsWith(path) && /^[ .[]/.test(message.slice(path.length));
}
