import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Effects } from '../effects.ts';
import { bytesAtOnce, timeFor } from '../pace.ts';
import { resetConnection } from '../reset-connection.ts';
import { whileOpen } from '../while-open.ts';
import { write } from './move-bytes.ts';

/** How bytes are sent: all of them as fast as they are taken, unless told otherwise. */
type Manner = Pick<Effects, 'slow' | 'reset'> & {
  /** The connection ends after so many bytes more. */
  readonly cut?: number;
};

/** Says what happens to the connection when its client has been sent so many bytes. */
export interface Places {
  /** The next place at which something can happen; undefined: nowhere. */
  next(sent: number): number | undefined;
  /** Nothing is sent before it resolves. */
  reached(sent: number): Promise<unknown>;
}

/** How a connection ends. */
export interface Ends {
  /** At once, as by a peer that has crashed. */
  reset(): void;
  /** When what was sent has left. */
  close(): void;
}

/** How sockets end. */
export function endsOf(socket: Socket): Ends {
  return { reset: () => resetConnection(socket), close: () => socket.destroySoon() };
}

/** The side of a connection on which its client is, and to which faults can happen. */
export class ClientSide<Stream extends Duplex = Socket> {
  readonly socket: Stream;
  readonly #ends: Ends;
  readonly #places: Places;
  #sent = 0;
  /** Of the connection, and for a while of an answer. */
  readonly #manners: { connection: Manner; answer: Manner } = { connection: {}, answer: {} };
  #cutIn: number | undefined;

  constructor(socket: Stream, ends: Ends, places: Places) {
    this.socket = socket;
    this.#ends = ends;
    this.#places = places;
  }

  /** From now on, or until the end of an answer. */
  treat(what: 'connection' | 'answer', { slow, cut, reset }: Effects): void {
    const place = typeof cut === 'number' ? cut : undefined;
    this.#manners[what] = {
      ...(slow !== undefined && { slow }),
      ...(place !== undefined && { cut: place, ...(reset && { reset }) }),
    };
    this.#cutIn = place ?? (what === 'answer' ? this.#cutIn : undefined);
  }

  /** The answer is over. */
  heal(): void {
    if (this.#manners.answer.cut !== undefined) this.#cutIn = undefined;
    this.#manners.answer = {};
  }

  reset(): void {
    this.#ends.reset();
  }

  /** The last that is sent. */
  end(bytes: Buffer): void {
    this.socket.end(bytes);
    this.#ends.close();
  }

  /** Sends. Resolves when more can be sent; undefined: at once. */
  send(bytes: Buffer): Promise<void> | undefined {
    if (this.#isAsEver(bytes.length)) {
      this.#sent += bytes.length;
      return write(this.socket, bytes);
    }
    return this.#sendInParts(bytes);
  }

  #isAsEver(size: number): boolean {
    if (this.#cutIn !== undefined || this.#rate !== undefined) return false;
    const place = this.#places.next(this.#sent);
    return place === undefined || this.#sent + size < place;
  }

  get #rate(): number | undefined {
    const { connection, answer } = this.#manners;
    return answer.slow ?? connection.slow;
  }

  async #sendInParts(bytes: Buffer): Promise<void> {
    let left = bytes;
    if (this.#cutIn === 0) await this.#end();
    while (left.length > 0 && this.socket.writable) {
      const rate = this.#rate;
      const place = this.#places.next(this.#sent);
      const size = Math.min(
        left.length,
        place === undefined ? Number.POSITIVE_INFINITY : place - this.#sent,
        this.#cutIn ?? Number.POSITIVE_INFINITY,
        rate === undefined ? Number.POSITIVE_INFINITY : bytesAtOnce(rate),
      );
      await write(this.socket, left.subarray(0, size));
      left = left.subarray(size);
      this.#sent += size;
      if (this.#cutIn !== undefined) this.#cutIn -= size;
      if (this.#cutIn === 0) await this.#end();
      else if (this.#sent === place) await this.#places.reached(place);
      if (rate !== undefined && !(await whileOpen(this.socket, timeFor(size, rate)))) return;
    }
  }

  /** Nothing more is sent; what was leaves first. */
  async #end(): Promise<void> {
    const { connection, answer } = this.#manners;
    const isReset = (answer.cut === undefined ? connection : answer).reset === true;
    await new Promise<void>((resolve) => this.socket.write('', () => resolve()));
    if (isReset) this.reset();
    else this.#ends.close();
  }
}
