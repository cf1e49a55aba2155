import type { FaultPlan } from './fault-plan.ts';
import type { HttpExchange } from './http-exchange.ts';
import type { Met } from './met.ts';
import { resetConnection } from './reset-connection.ts';
import { spoilAnswer } from './spoil-answer.ts';
import { type Substitute, substituteOf } from './substitute.ts';
import { whileOpen } from './while-open.ts';

/** What is left for a service to do: to answer as ever, to answer something else, or nothing. */
export type LeftToDo = 'answer' | 'nothing' | Substitute;

/**
 * Does to a request over HTTP what is the same in every service: what happens before it is answered, and what becomes of
 * the answer on its way. Whatever the service answers after that, an error too, is sent as the fault has it.
 *
 * In this order: the clock moves, the connector is ended, the latency passes, the connection hangs or is reset. What is to
 * happen after: the clock moves before the last byte is sent, so that the client's next request finds it moved; the
 * connector is ended when the answer is over.
 */
export async function bringAbout(plan: FaultPlan, met: Met, exchange: HttpExchange): Promise<LeftToDo> {
  const { do: now, after } = met;
  await plan.act(now);
  if (now.latency !== undefined && !(await whileOpen(exchange.response, now.latency))) return 'nothing';
  if (now.hang) {
    await whileOpen(exchange.response);
    return 'nothing';
  }
  if (now.reset && now.cut === undefined) {
    resetConnection(exchange.request.socket);
    return 'nothing';
  }
  const { clock, kill } = after;
  spoilAnswer(exchange, now, () => (clock === undefined ? Promise.resolve() : plan.act({ clock })));
  if (kill) exchange.response.once('close', () => void plan.act({ kill }));
  return substituteOf(now) ?? 'answer';
}
