import type { Readable } from 'node:stream';
import { parseTexts, presentText } from './message.ts';
import { readBytes } from './read-bytes.ts';
import { protocolViolation, unsupportedProtocol } from './refusal.ts';

/** What a client may say first; these packets have no letter, but a number where others have a version. */
export type StartupPacket =
  | { readonly kind: 'tls' }
  | { readonly kind: 'gss' }
  /** `packet` is whole, as it came. */
  | { readonly kind: 'cancel'; readonly packet: Buffer }
  | { readonly kind: 'startup'; readonly parameters: ReadonlyMap<string, string> };

const VERSION = 3 << 16;
const CANCEL = (1234 << 16) | 5678;
const TLS = (1234 << 16) | 5679;
const GSS = (1234 << 16) | 5680;
const CANCEL_BYTES = 16;

/** @throws Refusal for what no client of PostgreSQL or Redshift would send */
export async function readStartupPacket(stream: Readable, maxBytes: number): Promise<StartupPacket> {
  const head = await readBytes(stream, 8);
  const size = head.readInt32BE(0);
  if (size < 8 || size > maxBytes) throw protocolViolation('invalid length of startup packet');
  const code = head.readInt32BE(4);
  const body = await readBytes(stream, size - 8);
  if (code === TLS) return { kind: 'tls' };
  if (code === GSS) return { kind: 'gss' };
  if (code === CANCEL && size === CANCEL_BYTES)
    return { kind: 'cancel', packet: Buffer.concat([head, body]) };
  if (code === VERSION) return { kind: 'startup', parameters: parseParameters(body) };
  throw unsupportedProtocol(`${code >>> 16}.${code & 0xffff}`);
}

/** The StartupMessage of protocol 3.0. */
export function presentStartup(parameters: ReadonlyMap<string, string>): Buffer {
  const body = Buffer.concat([...[...parameters].flat(), ''].map(presentText));
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(VERSION, 4);
  return Buffer.concat([head, body]);
}

/** A CancelRequest. @param key process and secret, as in BackendKeyData */
export function presentCancel(key: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + key.length, 0);
  head.writeInt32BE(CANCEL, 4);
  return Buffer.concat([head, key]);
}

/** Names and values in turn, closed by an empty name. */
function parseParameters(body: Buffer): ReadonlyMap<string, string> {
  const texts = parseTexts(body);
  if (body.at(-1) !== 0 || texts.length % 2 !== 1 || texts.at(-1) !== '') {
    throw protocolViolation('invalid startup packet layout: expected terminator as last byte');
  }
  const parameters = new Map<string, string>();
  for (let index = 0; index + 1 < texts.length; index += 2) {
    parameters.set(texts[index] ?? '', texts[index + 1] ?? '');
  }
  return parameters;
}
