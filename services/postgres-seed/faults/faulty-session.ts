import type { Socket } from 'node:net';
import { ClientSide, endsOf } from '../../../core/faults/wire/client-side.ts';
import { moveBytes, write } from '../../../core/faults/wire/move-bytes.ts';
import { AskedStatements, STATEMENT_MESSAGES } from './asked-statements.ts';
import { ConnectionFaults } from './connection-faults.ts';
import { errorField, errorResponse } from './error-response.ts';
import { isAskedFor } from './failing-message.ts';
import { MessageReader, type Piece } from './message-reader.ts';
import type { Awaited, FaultMeans, Session } from './session.ts';
import type { Startup } from './startup.ts';
import { bringAbout, type MetStatement } from './statement-faults.ts';
import { UnansweredRequests } from './unanswered-requests.ts';

/** A session of a client with the server, in which faults of a plan happen. Without any, bytes pass unchanged. */
export class FaultySession implements Session {
  readonly client: ClientSide;
  readonly server: Socket;
  readonly means: FaultMeans;
  readonly startup: Startup;
  readonly unanswered = new UnansweredRequests();
  readonly #requests = new MessageReader(`${STATEMENT_MESSAGES}Scf`);
  readonly #answers = new MessageReader('ZKEGC');
  readonly #statements = new AskedStatements();
  readonly #connectionFaults: ConnectionFaults;
  pid: number | undefined;
  awaited: Awaited | undefined;

  constructor(client: Socket, server: Socket, startup: Startup, means: FaultMeans) {
    this.server = server;
    this.startup = startup;
    this.means = means;
    this.#connectionFaults = new ConnectionFaults(this);
    this.client = new ClientSide(client, endsOf(client), this.#connectionFaults);
  }

  /** @param first what the client has sent, from its startup message on */
  begin(first: Buffer): void {
    this.#connectionFaults.reached(0).then(
      (goesOn) => {
        if (goesOn) this.#connect(first);
      },
      (error: Error) => void this.client.socket.destroy(error),
    );
  }

  #connect(first: Buffer): void {
    const { socket } = this.client;
    for (const end of [socket, this.server]) end.once('close', () => this.unanswered.forget());
    this.server.write(first);
    moveBytes(
      socket,
      (chunk) => this.#fromClient(this.#requests.read(chunk), 0),
      () => this.server.end(),
    );
    moveBytes(
      this.server,
      (chunk) => this.#fromServer(this.#answers.read(chunk), 0),
      () => socket.end(),
    );
    socket.resume();
  }

  #fromClient(pieces: readonly Piece[], from: number): Promise<void> | undefined {
    let room: Promise<void> | undefined;
    this.server.cork();
    for (const [index, piece] of pieces.entries()) {
      if (index < from) continue;
      const met = this.#meets(piece);
      if (met) {
        this.server.uncork();
        return bringAbout(this, met, piece).then(() => this.#fromClient(pieces, index + 1));
      }
      this.unanswered.asked(piece.type);
      room = write(this.server, piece.bytes) ?? room;
    }
    this.server.uncork();
    return room;
  }

  #meets(piece: Piece): MetStatement | undefined {
    const asked = this.#statements.take(piece);
    const { plan } = this.means;
    if (asked === undefined || plan.isEmpty) return undefined;
    const { parameters, ...known } = asked;
    const met = plan.meet({ service: 'postgres', ...known });
    return met && { met, sql: asked.sql, parameters };
  }

  #fromServer(pieces: readonly Piece[], from: number): Promise<void> | undefined {
    const { socket } = this.client;
    socket.cork();
    for (const [index, piece] of pieces.entries()) {
      if (index < from) continue;
      const sending = this.#answered(piece) ?? this.client.send(piece.bytes);
      if (sending !== undefined) {
        socket.uncork();
        return sending.then(() => this.#fromServer(pieces, index + 1));
      }
    }
    socket.uncork();
    return undefined;
  }

  /** @returns undefined: the piece is to be sent; otherwise resolves when something else was */
  #answered({ type, body, bytes }: Piece): Promise<void> | undefined {
    if (type === 'K') this.pid = body.readInt32BE(0);
    else if (type === 'G') this.unanswered.copies();
    else if (type === 'Z') this.unanswered.answered();
    if (this.awaited === undefined) return undefined;
    const { met } = this.awaited;
    const { sqlstate, message } = met.do;
    // It stands before the error that was asked for: a COMMIT that fails ends its transaction.
    if (type === 'C' && sqlstate !== undefined) return Promise.resolve();
    if (type === 'E' && sqlstate !== undefined && isAskedFor(errorField(body, 'M') ?? ''))
      return Promise.resolve(this.client.send(errorResponse(sqlstate, message)));
    return type === 'Z' ? this.#ends(this.awaited, bytes) : undefined;
  }

  async #ends({ met: { after }, over }: Awaited, ready: Buffer): Promise<void> {
    const { plan } = this.means;
    this.awaited = undefined;
    over();
    if (after.clock !== undefined) await plan.act({ clock: after.clock });
    await this.client.send(ready);
    this.client.heal();
    if (after.kill) await plan.act({ kill: after.kill });
  }
}
