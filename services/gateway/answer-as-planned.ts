import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { meetOverHttp } from '../../core/faults/meet-over-http.ts';
import type { Substitute } from '../../core/faults/substitute.ts';
import { noteEffects } from './note.ts';
import type { RequestTarget } from './request-target.ts';
import type { Route } from './route-table.ts';

/** A request for a public host. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  readonly entry: JournalEntry;
  readonly route: Route;
}

/** Answers as a fault plan has it, and where it has nothing else, as ever. */
export async function answerAsPlanned(
  faults: FaultPlan,
  { request, response, target, entry, route }: Asked,
  answer: () => void,
): Promise<void> {
  const more = route.kind === 'stand-in' ? await route.asked?.(request, urlOf(target)) : undefined;
  const known = { service: 'gateway', host: target.host, url: target.path, ...more };
  const { left, effects } = await meetOverHttp(faults, known, entry, { request, response });
  noteEffects(request, entry, effects);
  if (left === 'answer') answer();
  else if (left !== 'nothing') answerInstead(response, left, route);
}

function urlOf({ scheme, authority, path }: RequestTarget): URL {
  return new URL(path, `${scheme}://${authority}`);
}

/** A status alone comes in the form that most of the imitated hosts have. */
function answerInstead(response: ServerResponse, { status, type, body }: Substitute, route: Route): void {
  const isError = body === undefined && status >= 400;
  const plannedError = route.kind === 'stand-in' ? route.plannedError : undefined;
  const text = isError ? (plannedError ?? plainError)(status) : (body ?? '');
  response.statusCode = status;
  if (isError) response.setHeader('X-Error-Code', 'planned_fault');
  if (text !== '') response.setHeader('Content-Type', type ?? 'application/json; charset=utf-8');
  response.end(text);
}

function plainError(status: number): string {
  return JSON.stringify({ error: `The fault plan answers with ${status} here.` });
}
