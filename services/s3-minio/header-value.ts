/**
 * Text from a URL or a form as a header value: Node.js writes latin1, so the UTF-8 bytes go as such, and a
 * control character, which would end the header, becomes a blank.
 */
export function toHeaderValue(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replaceAll(/\p{Cc}/gu, (character) => (character < ' ' || character === '\x7f' ? ' ' : character));
}
