import { XMLParser } from 'fast-xml-parser';

/** An element: a text, or elements by name. */
// biome-ignore lint/suspicious/noExplicitAny: what a server answered, of which every part may be missing
type Element = any;

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Contents',
});

/** Reads a document of S3, of which none declares a type. Nothing for what is no such document. */
export function parseAnswer(body: string): Element {
  if (!body.startsWith('<') || body.includes('<!DOCTYPE')) return {};
  try {
    return parser.parse(body) ?? {};
  } catch {
    return {};
  }
}
