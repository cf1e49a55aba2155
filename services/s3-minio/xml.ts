const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

// A literal CR, LF or TAB would be normalised away by the reader of the XML, so they go as references, and so do the
// other control characters that a key may have, as S3 writes them.
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  return text.replaceAll(
    /[&<>"]|\p{Cc}/gu,
    (character) => ESCAPES[character] ?? `&#${character.charCodeAt(0)};`,
  );
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
