import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { S3Error } from './errors.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

// A literal CR, LF or TAB would be normalised away by the reader of the XML, so they go as references.
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] as string);
}

/** `<name>text</name>`, or nothing when the value is undefined. */
export function element(name: string, value: string | number | boolean | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** An element around other elements, which are XML already. */
export function parent(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}

/** A whole document in S3's namespace. */
export function xmlDocument(root: string, ...children: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${children.join('')}</${root}>`;
}

/** S3's error documents carry no namespace. */
export function xmlError(fields: Readonly<Record<string, string>>): string {
  const children = Object.entries(fields).map(([name, value]) => element(name, value));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${children.join('')}</Error>`;
}

// Values stay text: a key may be `1e3` or have blanks at its ends, and S3 keeps both.
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  removeNSPrefix: true,
  htmlEntities: true,
  ignoreDeclaration: true,
});

/** An element of a parsed document: its text, or its children by name. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

/** @throws S3Error MalformedXML unless `text` is a document whose root is `root`. */
export function parseXml(text: string, root: string): XmlNode {
  // Document types can hold entities that expand without end; no S3 request has one.
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) throw new S3Error('MalformedXML');
  const document = parser.parse(text) as XmlNode;
  const node = childrenOf(document, root)[0];
  if (node === undefined) throw new S3Error('MalformedXML', `The document element must be <${root}>.`);
  return node;
}

/** All children of that name, in order. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  if (typeof node === 'string') return [];
  const child = Object.hasOwn(node, name) ? node[name] : undefined;
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child as XmlNode];
}

/** The text of the first child of that name; undefined when there is none or it holds elements. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const child = childrenOf(node, name)[0];
  return typeof child === 'string' ? child : undefined;
}
