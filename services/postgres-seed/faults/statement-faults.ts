import { endsSession } from '../../../core/faults/database-error.ts';
import type { Met } from '../../../core/faults/met.ts';
import { whileOpen } from '../../../core/faults/while-open.ts';
import { write } from '../../../core/faults/wire/move-bytes.ts';
import { shownStatement } from '../statements/shown-statement.ts';
import { errorResponse } from './error-response.ts';
import { failingMessage } from './failing-message.ts';
import type { Piece } from './message-reader.ts';
import type { Session } from './session.ts';

/** A statement that meets faults. */
export interface MetStatement {
  readonly met: Met;
  readonly sql: string;
  readonly parameters: string | undefined;
}

/**
 * Does to a statement what was planned, when everything that was asked before it is answered.
 *
 * In this order: the clock moves, the connector is ended, the latency passes. Then the connection hangs or is reset, what
 * serves it is ended, or the statement fails, all of them without it being carried out; or it is carried out, and its
 * answer comes slowly, or ends with the connection.
 *
 * @param piece the message with which the statement begins
 */
export async function bringAbout(
  session: Session,
  { met, sql, parameters }: MetStatement,
  piece: Piece,
): Promise<void> {
  const { client, server, means, unanswered } = session;
  const { plan, notes } = means;
  await unanswered.none();
  await notes.settle();
  const noted = notes.statement(shownStatement(sql, parameters), met);
  await plan.act(met.do);
  const { latency, hang, sqlstate } = met.do;
  if (latency !== undefined && !(await whileOpen(client.socket, latency))) return noted.aborted();
  if (client.socket.destroyed) return noted.aborted();
  if (hang) {
    noted.aborted();
    await whileOpen(client.socket);
  } else if (met.do.reset && met.do.cut === undefined) {
    noted.aborted();
    client.reset();
  } else if (met.do.terminate !== undefined) {
    noted.failed('57P01');
    await means.terminate(session.pid as number);
    await whileOpen(client.socket);
  } else if (sqlstate !== undefined && endsSession(sqlstate)) {
    noted.failed(sqlstate);
    client.end(errorResponse(sqlstate, met.do.message));
    await whileOpen(client.socket);
  } else {
    if (sqlstate === undefined) noted.carriedOut(session.pid, met.do.cut !== undefined);
    else noted.failed(sqlstate);
    client.treat('answer', met.do);
    session.awaited = { met, over: noted.over };
    unanswered.asked(piece.type);
    await write(server, sqlstate === undefined ? piece.bytes : failingMessage(piece.type as string, sql));
  }
}
