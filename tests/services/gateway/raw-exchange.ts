import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** Opens a plain connection to where a URL points. Half-open, so that a test decides when its own side ends. */
export async function connectTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

/** Sends these bytes and gives all that comes back until the other side ends. */
export async function exchange(url: string, bytes: string | Buffer): Promise<string> {
  const socket = await connectTo(url);
  socket.write(bytes);
  const answer = await text(socket);
  socket.end();
  return answer;
}
