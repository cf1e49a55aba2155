import { Transform, type TransformCallback } from 'node:stream';
import type { Message } from '../message.ts';

/**
 * What becomes of a message: it goes on as its bytes come in, it is looked at as far as it is there, it is kept
 * until it is whole, or it goes nowhere.
 */
export type Fate = 'pass' | 'look' | 'keep' | 'drop';

/** Decides what goes through a gate. */
export interface Gatekeeper {
  /** Asked once for every message, of which no more is known than its letter and the size of its content. */
  begins(type: string, bytes: number): Fate;
  /** Asked while it says `look`, as more comes in; when `body` has all of `bytes`, it must decide. */
  looks(type: string, body: Buffer, bytes: number): Fate;
  /** Gets the messages that it kept. While its promise is open, nothing goes on. */
  takes(message: Message): Promise<void> | void;
  /** Asked after each chunk; while its promise is open, no more is taken in. */
  room?(): Promise<void> | undefined;
}

/** The letter and the length before a content. */
const HEAD_BYTES = 5;

/**
 * One direction of a conversation in PostgreSQL's protocol. Most messages go on in the chunks that they came in: of
 * a large result only where its messages begin is read, and nothing is copied.
 */
export class MessageGate extends Transform {
  readonly #keeper: Gatekeeper;
  /** So many bytes of the message that is going through are still to come. */
  #passing = 0;
  #isDropped = false;
  /** A message whose fate is open, or which is kept and not whole yet. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** With fewer bytes than these nothing more could be said of it. */
  #wantedBytes = HEAD_BYTES;
  #fate: Fate | undefined;

  constructor(keeper: Gatekeeper) {
    super();
    this.#keeper = keeper;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#cut(chunk).then(() => done(), done);
  }

  override _flush(done: TransformCallback): void {
    for (const piece of this.#held) this.push(piece);
    done();
  }

  /** Says something between two messages. Nothing is said within one: that is on its way itself. */
  interject(message: Buffer): void {
    if (this.#passing === 0 && this.#heldBytes === 0 && !this.writableEnded) this.push(message);
  }

  async #cut(chunk: Buffer): Promise<void> {
    const data = this.#withHeld(chunk);
    if (!data) return;
    let passed = 0;
    let at = 0;
    for (;;) {
      const step = Math.min(this.#passing, data.length - at);
      this.#passing -= step;
      at += step;
      if (this.#isDropped) passed = at;
      if (data.length - at < HEAD_BYTES) break;

      const type = String.fromCharCode(data[at] as number);
      const bytes = data.readInt32BE(at + 1) - 4;
      const body = at + HEAD_BYTES;
      this.#fate ??= bytes < 0 ? 'pass' : this.#keeper.begins(type, bytes);
      if (this.#fate === 'look') {
        this.#fate = this.#keeper.looks(type, data.subarray(body, body + bytes), bytes);
      }
      if (this.#passing === 0) this.#isDropped = false;
      if (this.#fate === 'drop') {
        this.#pass(data, passed, at);
        passed = at;
        this.#passing = HEAD_BYTES + bytes;
        this.#isDropped = true;
        this.#fate = undefined;
        continue;
      }
      if (this.#fate === 'pass') {
        // Where no message could begin, the protocol is broken: the other side will say so.
        this.#passing = bytes < 0 ? Number.POSITIVE_INFINITY : HEAD_BYTES + bytes;
        this.#fate = undefined;
        continue;
      }
      if (data.length - body < bytes) {
        // Twice as many before it is looked at again: a byte at a time would cost the square of the length.
        this.#wantedBytes =
          this.#fate === 'keep' ? HEAD_BYTES + bytes : Math.min(HEAD_BYTES + bytes, 2 * (data.length - at));
        break;
      }
      this.#pass(data, passed, at);
      at = body + bytes;
      passed = at;
      this.#fate = undefined;
      const work = this.#keeper.takes({ type, body: data.subarray(body, at) });
      if (work !== undefined) await work;
    }
    this.#pass(data, passed, at);
    this.#hold(data.subarray(at));
    const room = this.#keeper.room?.();
    if (room !== undefined) await room;
  }

  #withHeld(chunk: Buffer): Buffer | undefined {
    if (this.#heldBytes === 0) return chunk;
    this.#hold(chunk);
    if (this.#heldBytes < this.#wantedBytes) return undefined;
    const data = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    this.#wantedBytes = HEAD_BYTES;
    return data;
  }

  #hold(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#held.push(piece);
    this.#heldBytes += piece.length;
  }

  #pass(data: Buffer, from: number, to: number): void {
    if (to > from) this.push(data.subarray(from, to));
  }
}
