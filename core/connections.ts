import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { notePlainSocket, plainSocketOf } from './plain-socket.ts';

/** What goes on on a connection: its last request, or a tunnel through which bytes have passed. */
type Work = ServerResponse | 'tunnel' | undefined;

/** The connections of an HTTP server, no more than so many. */
export class Connections {
  /** In the order of their last requests, or of the last bytes in their tunnels. */
  readonly #work = new Map<Socket, Work>();
  /** The plain connections under those that are encrypted, by the client's address and port. */
  readonly #plain = new Map<string, Socket>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#work.size;
  }

  /** A new connection, or the content of a tunnel which ends here: then it does not count as a separate connection. */
  add(socket: Socket): void {
    if (socket instanceof TLSSocket && this.encrypts(socket)) return;
    if (this.#work.has(socket)) {
      this.#works(socket, undefined);
      return;
    }
    if (this.#work.size >= this.#most && !this.#makeRoom()) {
      socket.destroy();
      return;
    }
    const address = addressOf(socket);
    this.#work.set(socket, undefined);
    this.#plain.set(address, socket);
    socket.once('close', () => {
      this.#work.delete(socket);
      if (this.#plain.get(address) === socket) this.#plain.delete(address);
    });
  }

  /** TLS is agreed: requests will come by this socket. False when it has no connection of these under it. */
  encrypts(socket: Socket): boolean {
    const plain = this.#plain.get(addressOf(socket));
    if (!plain) return false;
    notePlainSocket(socket, plain);
    this.#works(socket, undefined);
    return true;
  }

  /** A request has come. */
  answers(socket: Socket, response: ServerResponse): void {
    this.#works(socket, response);
  }

  /** From now on it speaks another protocol, and has said nothing in it yet. */
  opensTunnel(socket: Socket): void {
    this.#works(socket, undefined);
  }

  /** Bytes of another protocol have passed. */
  tunnels(socket: Socket): void {
    this.#works(socket, 'tunnel');
  }

  destroy(): void {
    for (const socket of this.#work.keys()) socket.destroy();
  }

  #works(socket: Socket, work: Work): void {
    const plain = plainSocketOf(socket);
    if (this.#work.delete(plain)) this.#work.set(plain, work);
  }

  #makeRoom(): boolean {
    const leaving = this.#first(isIdle) ?? this.#first(waitsForClient) ?? this.#first(isTunnel);
    if (!leaving) return false;
    this.#work.delete(leaving);
    leaving.destroy();
    return true;
  }

  #first(matches: (work: Work) => boolean): Socket | undefined {
    for (const [socket, work] of this.#work) if (matches(work)) return socket;
    return undefined;
  }
}

function isIdle(work: Work): boolean {
  return work === undefined || (work !== 'tunnel' && work.closed);
}

function waitsForClient(work: Work): boolean {
  return work !== undefined && work !== 'tunnel' && (!work.req.complete || work.writableNeedDrain);
}

function isTunnel(work: Work): boolean {
  return work === 'tunnel';
}

function addressOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
