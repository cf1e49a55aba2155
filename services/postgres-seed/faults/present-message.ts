/** A message: its letter, its length, which counts itself, and its body (PostgreSQL, "Message Formats"). */
export function presentMessage(type: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.from(`${type}\0\0\0\0`);
  head.writeUInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}
