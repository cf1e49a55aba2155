import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerChannel } from 'ssh2';
import type { ClientSide, Ends } from '../../core/faults/wire/client-side.ts';

/** More than this waiting for a client that reads slowly, and its targets are not read either. */
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;

/**
 * Joins a channel to a target, both ways, until both have said all they had to say. Each direction ends by
 * itself: a client's EOF reaches the target while the answer still flows, and the other way round.
 *
 * @param client the channel, as faults may happen to it
 * @param carrier the socket under the SSH connection: ssh2 never looks whether it can take more
 */
export function joinTunnel(
  client: ClientSide<Duplex>,
  channel: ServerChannel,
  target: Socket,
  carrier: Socket,
): void {
  let isAsked = false;
  let isAnswered = false;
  const endWhenBothDone = (): void => {
    if (isAsked && isAnswered) channel.end();
  };

  channel.pipe(target);
  channel.once('end', () => {
    isAsked = true;
    endWhenBothDone();
  });

  target.on('data', (chunk) => {
    if (channel.writableEnded) return;
    const sending = client.send(chunk) ?? roomIn(carrier);
    if (!sending) return;
    target.pause();
    void sending.then(() => target.resume());
  });
  target.once('end', () => {
    if (channel.writableEnded) return;
    // Not `channel.end()`: a server's channel in ssh2 closes for both directions on it. The empty write comes
    // back when everything before it is sent.
    channel.write(Buffer.alloc(0), () => {
      channel.eof();
      isAnswered = true;
      endWhenBothDone();
    });
  });

  channel.on('error', () => target.destroy());
  target.once('close', () => {
    // SSH has no reset of a channel: closing it without EOF is the nearest there is.
    if (!target.readableEnded) channel.destroy();
    // When it has said all, and broke off before the client had, nobody is left to be asked.
    isAsked = true;
    endWhenBothDone();
  });
  channel.once('close', () => target.destroySoon());
}

/** Resolves when a carrier can take more; undefined: it can. */
function roomIn(carrier: Socket): Promise<void> | undefined {
  if (carrier.writableLength <= MAX_UNSENT_BYTES) return undefined;
  return new Promise((resolve) => carrier.once('drain', resolve));
}

/** How channels end. SSH has no reset of a channel: closing it without EOF is the nearest there is. */
export function channelEnds(channel: ServerChannel): Ends {
  return { reset: () => void channel.destroy(), close: () => void channel.end() };
}
