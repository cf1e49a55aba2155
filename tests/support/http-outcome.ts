import { execFile } from 'node:child_process';
import http from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';

/** All that a client sees of an answer, whole or not. */
export interface HttpOutcome {
  /** Undefined where there was none. */
  readonly status?: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** Whether the body ended as HTTP says. */
  readonly isComplete: boolean;
  /** `ECONNRESET` and the like; undefined where nothing went wrong. */
  readonly error?: string | undefined;
}

/** Asks on a connection of its own, and tells what came, whatever that was. */
export function outcomeOf(url: string, options: https.RequestOptions = {}): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const { request } = url.startsWith('https:') ? https : http;
    const asked = request(url, { ...options, agent: false });
    asked.once('error', (error: NodeJS.ErrnoException) => {
      resolve({
        status: undefined,
        headers: {},
        body: Buffer.alloc(0),
        isComplete: false,
        error: error.code,
      });
    });
    asked.once('response', (answer) => {
      const pieces: Buffer[] = [];
      let error: string | undefined;
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.once('error', (failure: NodeJS.ErrnoException) => {
        error = failure.code;
      });
      answer.once('close', () => {
        const { statusCode: status, headers, complete: isComplete } = answer;
        resolve({ status, headers, body: Buffer.concat(pieces), isComplete, error });
      });
    });
    asked.end();
  });
}

const RECEIVE = `
import socket, sys
connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
connection.sendall(f"GET {sys.argv[2]} HTTP/1.1\\r\\nHost: any\\r\\n\\r\\n".encode())
try:
    while connection.recv(65536):
        pass
    print("end")
except ConnectionResetError:
    print("reset")
`;

/** How a connection ends on which one request was sent. Asked in Python: Node.js takes RST right behind data for an end. */
export async function endingOf(url: string, path: string): Promise<string> {
  const { stdout } = await promisify(execFile)('python3', ['-c', RECEIVE, new URL(url).port, path]);
  return stdout.trim();
}
