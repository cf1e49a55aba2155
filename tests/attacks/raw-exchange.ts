import { connect } from 'node:net';

/** Sends bytes as they are and gives what came back until the other side closed, or nothing came for a while. */
export function rawExchange(
  url: string,
  pieces: readonly (string | Buffer)[],
  timeoutMs = 8000,
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    socket.setTimeout(timeoutMs, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    // A reset after the answer is the answer all the same.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    for (const piece of pieces) socket.write(piece);
  });
}

/** Sends the start of a request and then, over and over, a drop of the rest, until the other side closes. */
export function drippedExchange(url: string, start: string, drop: string, everyMs = 50): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    socket.write(start);
    const drip = setInterval(() => socket.write(drop), everyMs);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(drip);
      resolve(answer);
    });
  });
}

/** The head of a request that ends its connection. */
export function head(method: string, target: string, lines: readonly string[]): string {
  return `${[`${method} ${target} HTTP/1.1`, ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`;
}

/** Says this on a connection of its own, and gives what came until the other side ended it. */
export async function heard(port: number, words: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  if (words.length > 0) socket.write(words);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}
