import { type Document, isMap, isNode, isScalar, isSeq } from 'yaml';

/**
 * Where what an error is about stands in a file of YAML, by the path that the error begins with: `own.yaml.plan[0].on`.
 *
 * @param file what the path begins with
 * @returns an offset from 0; undefined of an empty file
 */
export function offsetOf(message: string, file: string, { contents }: Document): number | undefined {
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
