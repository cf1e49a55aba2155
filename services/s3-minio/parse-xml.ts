import { SaxesParser } from 'saxes';
import { S3Error } from './errors.ts';

/** An element of a document: what stands in it. */
export interface XmlNode {
  /** Without its prefix. */
  readonly name: string;
  /** The text directly in it, to the letter. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

interface OpenNode extends XmlNode {
  text: string;
  readonly children: OpenNode[];
}

/** No document of S3 is deeper than six elements. */
const DEEPEST = 32;
/** A CompleteMultipartUpload of 10,000 parts has fewer. */
const MOST_ELEMENTS = 100_000;

/**
 * Reads a document strictly: what XML does not allow, S3 does not take. Document types are refused, because they can
 * hold entities that expand without end and no S3 request has one.
 *
 * @throws S3Error MalformedXML unless `text` is a document whose root is `root`
 */
export function parseXml(text: string, root: string): XmlNode {
  const parser = new SaxesParser();
  const top: OpenNode = { name: '', text: '', children: [] };
  const open = [top];
  let count = 0;
  parser.on('error', ({ message }) => {
    throw malformed(message);
  });
  parser.on('doctype', () => {
    throw malformed('it has a document type');
  });
  parser.on('opentag', ({ name }) => {
    count += 1;
    if (open.length > DEEPEST || count > MOST_ELEMENTS) throw malformed('it has too many elements');
    const node: OpenNode = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const addText = (piece: string): void => {
    const node = open.at(-1);
    if (node) node.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [node] = top.children;
  if (node?.name !== root) throw malformed(`the document element must be <${root}>`);
  return node;
}

/** All children of that name, in order. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of the first child of that name; undefined when there is none or it holds elements. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const child = node.children.find((each) => each.name === name);
  return child?.children.length === 0 ? child.text : undefined;
}

function malformed(what: string): S3Error {
  return new S3Error('MalformedXML', `The XML you provided was not well-formed: ${what}.`);
}
