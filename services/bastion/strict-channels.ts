import type { Connection } from 'ssh2';
import { CHANNEL_REFUSAL } from './refusal.ts';

/** What a client may be sent at once in one packet; OpenSSH takes 32,768. */
const MIN_PACKET_BYTES = 256;

interface ChannelOpen {
  readonly sender: number;
  readonly packetSize: number;
}

/** What ssh2 1.17 has inside. */
interface Inside {
  readonly _protocol: {
    readonly _handlers: {
      CHANNEL_OPEN(protocol: unknown, info: ChannelOpen): void;
      CHANNEL_DATA(protocol: unknown, recipient: number, data: Buffer): void;
    };
    channelOpenFail(channel: number, code: number, reason: string): void;
  };
  readonly _chanMgr: { get(id: number): { readonly incoming?: { readonly window: number } } | undefined };
}

/**
 * Holds a client to two rules that ssh2 does not look after. A channel whose packets may have no bytes would have it
 * send nothing forever, and the process with it; data beyond the window (RFC 4254, section 5.2) would fill the memory.
 */
export function requireStrictChannels(connection: Connection): void {
  const { _protocol: protocol, _chanMgr: channels } = connection as unknown as Inside;
  const handlers = protocol._handlers;
  const { CHANNEL_OPEN: open, CHANNEL_DATA: take } = handlers;
  handlers.CHANNEL_OPEN = (sender, info) => {
    // Of a channel that could not be read there is no size, and ssh2 answers it.
    if (!(info.packetSize < MIN_PACKET_BYTES)) return open(sender, info);
    const reason = `packets of ${info.packetSize} bytes are too small: ${MIN_PACKET_BYTES} at least`;
    protocol.channelOpenFail(info.sender, CHANNEL_REFUSAL.resourceShortage, reason);
  };
  handlers.CHANNEL_DATA = (sender, recipient, data) => {
    const window = channels.get(recipient)?.incoming?.window;
    if (window !== undefined && data.length > window) {
      connection.emit('error', new Error('the client has sent more than the window of its channel allows'));
      return;
    }
    take(sender, recipient, data);
  };
}
