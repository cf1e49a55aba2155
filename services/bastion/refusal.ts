import type { Connection } from 'ssh2';

/** Why a channel is not opened (RFC 4254, section 5.1). */
export const CHANNEL_REFUSAL = {
  administrativelyProhibited: 1,
  connectFailed: 2,
  resourceShortage: 4,
} as const;

export interface Refusal {
  readonly code: (typeof CHANNEL_REFUSAL)[keyof typeof CHANNEL_REFUSAL];
  /** Shown to the client's user. */
  readonly reason: string;
}

/** A client chooses part of the text. */
const MAX_REASON = 1_024;

/** SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE (RFC 4253, section 11.1). */
const NO_MORE_LOGINS = 14;

/** What ssh2 1.17 has inside and does not let a caller say by its public methods. */
interface Protocol {
  channelOpenFail(channel: number, code: number, reason: string): void;
  disconnect(code: number): void;
}

/**
 * Refuses a channel and tells the client why. ssh2's own `reject` always says "connect failed" with an empty
 * text, which would make a target that is not allowed look like one that is down.
 */
export function refuseChannel(connection: Connection, reject: () => void, { code, reason }: Refusal): void {
  const protocol = protocolOf(connection);
  const send = protocol.channelOpenFail;
  const text = reason.slice(0, MAX_REASON);
  protocol.channelOpenFail = (channel) => send.call(protocol, channel, code, text);
  try {
    reject();
  } finally {
    protocol.channelOpenFail = send;
  }
}

/** Ends a connection whose client has failed to log in too often; a plain end would look like a broken network. */
export function endLogins(connection: Connection): void {
  protocolOf(connection).disconnect(NO_MORE_LOGINS);
  connection.end();
}

function protocolOf(connection: Connection): Protocol {
  return (connection as unknown as { readonly _protocol: Protocol })._protocol;
}
