import { waitUntil } from '../../../../core/wait-until.ts';
import type { RedshiftEndpoints } from '../../../../services/redshift/endpoints.ts';
import { presentMessage, presentText } from '../../../../services/redshift/message.ts';
import { logIn } from '../raw-client.ts';

/** Messages of a client (PostgreSQL documentation, "Message Formats"), without parameters. */
export const query = (sql: string) => presentMessage('Q', presentText(sql));
export const parse = (name: string, sql: string) =>
  presentMessage('P', Buffer.concat([presentText(name), presentText(sql), Buffer.alloc(2)]));
export const bind = (portal: string, name: string) =>
  presentMessage('B', Buffer.concat([presentText(portal), presentText(name), Buffer.alloc(6)]));
export const describeNamed = (kind: 'S' | 'P', name: string) => presentMessage('D', named(kind, name));
export const execute = (portal: string) =>
  presentMessage('E', Buffer.concat([presentText(portal), Buffer.alloc(4)]));
export const close = (kind: 'S' | 'P', name: string) => presentMessage('C', named(kind, name));
export const sync = presentMessage('S', Buffer.alloc(0));
export const flush = presentMessage('H', Buffer.alloc(0));
export const copyData = (text: string) => presentMessage('d', Buffer.from(text));
export const copyDone = presentMessage('c', Buffer.alloc(0));

function named(kind: 'S' | 'P', name: string): Buffer {
  return Buffer.concat([Buffer.from(kind), presentText(name)]);
}

/** The letters of messages in their order, with the tags of commands, the codes of errors and the state at the end. */
export function letters(bytes: Buffer): string {
  const said: string[] = [];
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    const type = String.fromCharCode(bytes[at] as number);
    const body = bytes.toString('latin1', at + 5, at + 1 + bytes.readInt32BE(at + 1));
    if (type === 'C') said.push(`C(${body.slice(0, -1)})`);
    else if (type === 'E') said.push(`E(${/\0C(\w{5})\0/.exec(body)?.[1]})`);
    else if (type === 'Z') said.push(`Z${body}`);
    else said.push(type);
  }
  return said.join(' ');
}

/**
 * What is answered to bytes, from the first answer to the last: so many ReadyForQuery are in it.
 *
 * @param pieces are sent one after the other; a function first waits until it says so of the letters so far
 */
export async function answersTo(
  endpoints: RedshiftEndpoints,
  readies: number,
  ...pieces: ReadonlyArray<Buffer | ((letters: string) => boolean)>
): Promise<string> {
  const socket = await logIn(endpoints);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const heard = () => letters(Buffer.concat(chunks));
  for (const piece of pieces) {
    if (typeof piece === 'function') await waitUntil('an answer', () => piece(heard()));
    else socket.write(piece);
  }
  await waitUntil('the answers', () => heard().match(/Z[ITE]/g)?.length === readies);
  socket.destroy();
  return heard();
}
