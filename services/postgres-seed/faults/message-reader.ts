/** A part of what comes in: one message that was wanted, whole, or any number of bytes of others. */
export interface Piece {
  readonly bytes: Buffer;
  /** The letter of the message; undefined for bytes of others. */
  readonly type?: string;
  /** What comes behind its length. */
  readonly body: Buffer;
}

/** A type and a length, which counts itself (PostgreSQL, "Message Formats"). */
const HEAD = 5;
/** A wanted message that is longer passes as others do. */
const LONGEST = 65_536;
const NOTHING = Buffer.alloc(0);

/**
 * Finds messages in one direction of a session that has begun, however the bytes are cut, and holds back no more than the
 * beginning of one that is wanted.
 */
export class MessageReader {
  readonly #wanted: ReadonlySet<number>;
  readonly #held: Buffer[] = [];
  #heldBytes = 0;
  /** So many must be there to go on. */
  #needed = HEAD;
  /** So many bytes of a message that nobody wants are still to come. */
  #passing = 0;

  /** @param wanted the letters of messages */
  constructor(wanted: string) {
    this.#wanted = new Set(Buffer.from(wanted));
  }

  /** @throws Error for what is no message */
  read(chunk: Buffer): readonly Piece[] {
    if (this.#heldBytes === 0) return this.#cut(chunk);
    this.#hold(chunk);
    if (this.#heldBytes < this.#needed) return [];
    const bytes = Buffer.concat(this.#held.splice(0));
    this.#heldBytes = 0;
    return this.#cut(bytes);
  }

  #cut(bytes: Buffer): readonly Piece[] {
    const pieces: Piece[] = [];
    let start = 0;
    let place = Math.min(this.#passing, bytes.length);
    this.#passing -= place;
    while (place < bytes.length) {
      const left = bytes.length - place;
      this.#needed = left < HEAD ? HEAD : lengthAt(bytes, place);
      const isWanted = this.#wanted.has(bytes[place] as number) && this.#needed <= LONGEST;
      if (left < HEAD || (isWanted && left < this.#needed)) break;
      const end = place + this.#needed;
      if (isWanted) {
        if (place > start) pieces.push({ bytes: bytes.subarray(start, place), body: NOTHING });
        const type = String.fromCharCode(bytes[place] as number);
        pieces.push({ bytes: bytes.subarray(place, end), type, body: bytes.subarray(place + HEAD, end) });
        start = end;
      }
      this.#passing = Math.max(0, end - bytes.length);
      place = Math.min(end, bytes.length);
    }
    if (place > start) pieces.push({ bytes: bytes.subarray(start, place), body: NOTHING });
    if (place < bytes.length) this.#hold(bytes.subarray(place));
    return pieces;
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }
}

function lengthAt(bytes: Buffer, place: number): number {
  const length = bytes.readUInt32BE(place + 1);
  if (length < 4) throw new Error('This is no message of the PostgreSQL protocol.');
  return 1 + length;
}
