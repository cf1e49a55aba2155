/**
 * One message of PostgreSQL's protocol after the start-up: a letter that says what it is, and its content
 * (PostgreSQL documentation, chapter "Message Formats").
 */
export interface Message {
  readonly type: string;
  readonly body: Buffer;
}

/** Letter, length (which counts itself, but not the letter), content. */
export function presentMessage(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A text that ends in a zero byte, as every text in this protocol. */
export function presentText(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

/** The texts of a content that is nothing but texts: `a\0b\0` gives `['a', 'b']`. */
export function parseTexts(body: Buffer): string[] {
  return body.toString('utf8').split('\0').slice(0, -1);
}
