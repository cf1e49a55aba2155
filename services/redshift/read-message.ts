import type { Readable } from 'node:stream';
import type { Message } from './message.ts';
import { readBytes } from './read-bytes.ts';
import { protocolViolation } from './refusal.ts';

/** @throws Refusal for a message longer than `maxBytes`, and when the peer hangs up */
export async function readMessage(stream: Readable, maxBytes: number): Promise<Message> {
  const head = await readBytes(stream, 5);
  const type = head.toString('latin1', 0, 1);
  const size = head.readInt32BE(1) - 4;
  if (size < 0 || size > maxBytes) throw protocolViolation(`invalid length of message of type "${type}"`);
  return { type, body: await readBytes(stream, size) };
}
