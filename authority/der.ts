/**
 * The few forms of DER (ITU-T X.690) that a certificate is made of. Each function gives one encoded value:
 * its tag, its length and its contents.
 */
function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(sizeBytes: number): Buffer {
  if (sizeBytes < 0x80) return Buffer.from([sizeBytes]);
  const digits = bigEndian(sizeBytes, 0x100);
  return Buffer.from([0x80 | digits.length, ...digits]);
}

function bigEndian(value: number, base: number): number[] {
  const digits = [value % base];
  for (let rest = Math.floor(value / base); rest > 0; rest = Math.floor(rest / base)) {
    digits.unshift(rest % base);
  }
  return digits;
}

export function sequence(...members: readonly Uint8Array[]): Buffer {
  return encode(0x30, ...members);
}

export function setOf(member: Uint8Array): Buffer {
  return encode(0x31, member);
}

export function boolean(value: boolean): Buffer {
  return encode(0x01, Buffer.from([value ? 0xff : 0x00]));
}

/** `bytes`: big-endian two's complement, without needless leading bytes. */
export function integer(bytes: Uint8Array): Buffer {
  return encode(0x02, bytes);
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return encode(0x03, Buffer.from([unusedBits]), bytes);
}

export function octetString(bytes: Uint8Array): Buffer {
  return encode(0x04, bytes);
}

/** `dotted`: as in `2.5.29.17`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest];
  return encode(0x06, Buffer.from(arcs.flatMap(base128)));
}

function base128(arc: number): number[] {
  const digits = bigEndian(arc, 0x80);
  return digits.map((digit, index) => (index < digits.length - 1 ? digit | 0x80 : digit));
}

export function utf8String(text: string): Buffer {
  return encode(0x0c, Buffer.from(text, 'utf8'));
}

/** UTCTime until 2049 and GeneralizedTime from 2050, as RFC 5280, section 4.1.2.5 wants it. Whole seconds. */
export function time(epochMs: number): Buffer {
  const digits = new Date(epochMs).toISOString().replace(/\.\d+Z$|[-:T]/g, '');
  const isShort = Number(digits.slice(0, 4)) < 2050;
  return encode(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`, 'ascii'));
}

/** A value that stands for one of several by its number: `[number] IMPLICIT` of a primitive form. */
export function tagged(number: number, bytes: Uint8Array): Buffer {
  return encode(0x80 | number, bytes);
}

/** `[number] EXPLICIT`: the whole value inside another. */
export function wrapped(number: number, value: Uint8Array): Buffer {
  return encode(0xa0 | number, value);
}
