import { connect } from 'node:net';

const CONNECTIONS = 8;
/** So many requests are on their way on a connection. */
const AHEAD = 50;
const STATUS_LINE = /HTTP\/1\.1 (\d{3}) [^\r]*\r\n/g;
/** Longer than a status line, so that one which comes in two pieces is found. */
const TAIL = 64;

/**
 * Sends requests, each a whole message, over a few connections without waiting for each answer.
 *
 * @returns how many answers there were of each status
 */
export async function flood(url: string, requests: readonly string[]): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  const rest = [...requests].reverse();
  await Promise.all(
    Array.from(
      { length: CONNECTIONS },
      () =>
        new Promise<void>((resolve, reject) => {
          const { hostname, port } = new URL(url);
          const socket = connect(Number(port), hostname);
          let owed = 0;
          let unread = '';
          const sendMore = (): void => {
            const next = rest.splice(-AHEAD).reverse();
            owed = next.length;
            if (owed > 0) socket.write(next.join(''));
            else socket.end(resolve);
          };
          socket.setEncoding('latin1').once('error', reject).once('connect', sendMore);
          socket.on('data', (chunk) => {
            unread += chunk;
            for (const [, status = ''] of unread.matchAll(STATUS_LINE)) {
              statuses[status] = (statuses[status] ?? 0) + 1;
              owed -= 1;
            }
            const last = unread.lastIndexOf('HTTP/1.1 ');
            const isWhole = last >= 0 && unread.indexOf('\r\n', last) >= 0;
            unread = unread.slice(isWhole ? last + 'HTTP/1.1 '.length : -TAIL);
            if (owed === 0) sendMore();
          });
          socket.once('close', () => reject(new Error(`${owed} requests were not answered`)));
        }),
    ),
  );
  return statuses;
}
