import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RedshiftEndpoints } from '../../../services/redshift/endpoints.ts';
import { presentMessage, presentText } from '../../../services/redshift/message.ts';
import { presentStartup } from '../../../services/redshift/startup-packet.ts';

export const TLS_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
export const GSS_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 48]);

/** ReadyForQuery, outside a transaction. */
export const READY = presentMessage('Z', Buffer.from('I')).toString('latin1');

/** A connection on which nothing is said yet. */
export async function openPlain({ host, port }: RedshiftEndpoints): Promise<Socket> {
  const socket = connect({ host, port });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** A connection on which TLS is agreed, and nothing else. */
export async function openTls(endpoints: RedshiftEndpoints, given?: Socket): Promise<Socket> {
  const plain = given ?? (await openPlain(endpoints));
  plain.write(TLS_REQUEST);
  const [answer] = await once(plain, 'data');
  if (String(answer) !== 'S') throw new Error(`the proxy answered ${answer}`);
  const socket = connectTls({ socket: plain, ca: await readFile(endpoints.caFile), host: endpoints.host });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket;
}

/** A session that is ready for its first query, on a connection of its own or one that is given. */
export async function logIn(endpoints: RedshiftEndpoints, settings = {}, given?: Socket): Promise<Socket> {
  const { user, password, database } = endpoints;
  const socket = await openTls(endpoints, given);
  socket.write(presentStartup(new Map(Object.entries({ user, database, ...settings }))));
  socket.write(presentMessage('p', presentText(password)));
  await listenTo(socket, READY);
  return socket;
}

/** What the other side says until it hangs up, or until the text ends as given. */
export function listenTo(socket: Socket, ending?: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (ending === undefined || !text.endsWith(ending)) return;
      socket.off('data', take);
      resolve(text);
    };
    socket.on('data', take);
    socket.once('close', () => resolve(text));
  });
}

/** CancelRequest. */
export function cancelRequest(processId: number, secret: number): Buffer {
  const packet = Buffer.alloc(16);
  [16, (1234 << 16) | 5678, processId, secret].forEach((number, index) => {
    packet.writeInt32BE(number, index * 4);
  });
  return packet;
}
