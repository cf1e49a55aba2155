import type { Client } from 'ssh2';

/** What ssh2 has inside, for saying what its client would never say. */
interface Protocol {
  readonly _packetRW: {
    readonly write: {
      readonly allocStart: number;
      alloc(size: number): Buffer;
      finalize(packet: Buffer): Buffer;
    };
  };
  readonly _cipher: { encrypt(packet: Buffer): void };
}

/** Sends a payload of SSH as it is, encrypted as the connection has agreed. */
export function sendPayload(client: Client, payload: Buffer): void {
  const { _packetRW: packets, _cipher: cipher } = (client as unknown as { _protocol: Protocol })._protocol;
  const start = packets.write.allocStart;
  const packet = packets.write.alloc(payload.length);
  packet.set(payload, start);
  cipher.encrypt(packets.write.finalize(packet));
}

type Field = number | string | Buffer | boolean;

/** A message by its number and its fields: numbers are uint32, texts and buffers are strings (RFC 4251, section 5). */
export function sshMessage(type: number, ...fields: readonly Field[]): Buffer {
  return Buffer.concat([Buffer.from([type]), ...fields.map(presentField)]);
}

function presentField(field: Field): Buffer {
  if (typeof field === 'boolean') return Buffer.from([field ? 1 : 0]);
  if (typeof field === 'number') return uint32(field);
  const bytes = Buffer.from(field as string);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Numbers of messages (RFC 4250, section 4.1). */
export const SSH = {
  disconnect: 1,
  ignore: 2,
  unimplemented: 3,
  debug: 4,
  serviceRequest: 5,
  serviceAccept: 6,
  extInfo: 7,
  kexInit: 20,
  newKeys: 21,
  kexEcdhInit: 30,
  userauthRequest: 50,
  userauthSuccess: 52,
  infoResponse: 61,
  globalRequest: 80,
  requestSuccess: 81,
  channelOpen: 90,
  channelConfirmation: 91,
  channelFailure: 92,
  windowAdjust: 93,
  channelData: 94,
  extendedData: 95,
  channelEof: 96,
  channelClose: 97,
  channelRequest: 98,
  channelSuccess: 99,
} as const;

/** CHANNEL_OPEN for a tunnel (RFC 4254, section 7.2). */
export function openTunnelMessage(
  host: string,
  port: number,
  { sender = 0, window = 2_097_152, packetSize = 32_768 } = {},
): Buffer {
  return sshMessage(SSH.channelOpen, 'direct-tcpip', sender, window, packetSize, host, port, '127.0.0.1', 0);
}
