import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { meetOverHttp } from '../../core/faults/meet-over-http.ts';
import type { Substitute } from '../../core/faults/substitute.ts';
import type { RequestTarget } from './request-target.ts';

/** A request for a public host. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  readonly entry: JournalEntry;
}

/** Answers as a fault plan has it, and where it has nothing else, as ever. */
export async function answerAsPlanned(
  faults: FaultPlan,
  { request, response, target, entry }: Asked,
  answer: () => void,
): Promise<void> {
  const known = { service: 'gateway', host: target.host, url: target.path };
  const { left } = await meetOverHttp(faults, known, entry, { request, response });
  if (left === 'answer') answer();
  else if (left !== 'nothing') answerInstead(response, left);
}

/** A status alone comes in the form that most of the imitated hosts have. */
function answerInstead(response: ServerResponse, { status, type, body }: Substitute): void {
  const isError = body === undefined && status >= 400;
  const text = isError
    ? JSON.stringify({ error: `The fault plan answers with ${status} here.` })
    : (body ?? '');
  response.statusCode = status;
  if (isError) response.setHeader('X-Error-Code', 'planned_fault');
  if (text !== '') response.setHeader('Content-Type', type ?? 'application/json; charset=utf-8');
  response.end(text);
}
