import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { endEntry, type TimedNotebook } from '../../core/control/end-entry.ts';
import { shownTarget } from '../../core/control/journal.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { noteRequest as noteHttp } from '../../core/control/note-request.ts';
import type { Effects } from '../../core/faults/effects.ts';
import type { GatewayError } from './errors.ts';

const SERVICE = 'gateway';
/** Of requests that are being answered, for stand-ins that know more of them. */
const entries = new WeakMap<ServerResponse, JournalEntry>();
/** The same by request, with what of the fault plan it has met. */
const known = new WeakMap<IncomingMessage, { readonly entry: JournalEntry; readonly effects: Effects }>();

/** Writes a request into the journal and the log; the entry is complete when its answer is. */
export function noteRequest(
  notebook: TimedNotebook,
  request: IncomingMessage,
  response: ServerResponse,
): JournalEntry {
  const entry = noteHttp(notebook, SERVICE, request, response);
  entries.set(response, entry);
  known.set(request, { entry, effects: {} });
  return entry;
}

/** What is known of a request that is being answered. */
export function knownOf(request: IncomingMessage) {
  return known.get(request);
}

/** Says what of the fault plan a request has met, for those who can do more than what is the same for every host. */
export function noteEffects(request: IncomingMessage, entry: JournalEntry, effects: Effects): void {
  known.set(request, { entry, effects });
}

/** Says what a request asks for in a protocol that HTTP only carries: a statement, a login. */
export function noteAs(response: ServerResponse, operation: string, target: string): void {
  const entry = entries.get(response);
  if (entry) Object.assign(entry, { operation, target: shownTarget(target) });
}

/** Says why a request was refused, where its status does not. */
export function noteError(response: ServerResponse, code: string): void {
  const entry = entries.get(response);
  if (entry) entry.errorCode = code;
}

/** Writes a tunnel into the journal and the log; whoever opens it fills in its status and its error. */
export function noteTunnel(notebook: TimedNotebook, connection: Socket, target: string): JournalEntry {
  const entry = begin(notebook, 'CONNECT', target);
  const startedAt = performance.now();
  connection.once('close', () => {
    entry.aborted = entry.status === null;
    endEntry(notebook, entry, performance.now() - startedAt);
  });
  return entry;
}

/** Writes what was no request at all, and is answered already. */
export function noteFailure(notebook: TimedNotebook, host: string | null, error: GatewayError): void {
  const entry = begin(notebook, null, host);
  entry.status = error.status;
  entry.errorCode = error.code;
  endEntry(notebook, entry, 0);
}

/** Fills in what a request is for, which is known once it is understood. */
export function noteTarget(entry: JournalEntry, url: string): void {
  entry.target = shownTarget(url);
}

function begin(
  { journal, clock }: TimedNotebook,
  operation: string | null,
  target: string | null,
): JournalEntry {
  return journal.begin(clock(), { service: SERVICE, operation, target });
}
