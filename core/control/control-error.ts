import { cutText, LONGEST_QUOTE } from '../cut-text.ts';
import { notInstant } from '../parse-instant.ts';
import { DEFAULT_WORLD } from '../worlds/world-name.ts';

/**
 * What a client of `/_playground/*` is told, and who asks for a world that there is not. Made only by the functions below;
 * the catalogue is this file.
 */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  /** Stable, in the header `X-Error-Code`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function unexpectedParameters(names: readonly string[], known: readonly string[]): ControlError {
  const wayOut = known.length === 0 ? 'There are none here.' : `There are ${known.join(', ')}.`;
  return new ControlError(
    400,
    'unexpected_parameter',
    `Unexpected query parameters: ${names.join(', ')}. ${wayOut}`,
  );
}

export function repeatedParameter(name: string, times: number): ControlError {
  return new ControlError(
    400,
    'repeated_parameter',
    `Query parameter '${name}' is given ${times} times. Give it once.`,
  );
}

export function notAnInteger(name: string, text: string): ControlError {
  return new ControlError(
    400,
    'not_an_integer',
    `Invalid value for '${name}'. '${text}' is not a whole number.`,
  );
}

export function outOfRange(name: string, text: string, least: number, most: number): ControlError {
  return new ControlError(
    400,
    'out_of_range',
    `Invalid value for '${name}'. It should be between ${least} and ${most}, but is ${text}.`,
  );
}

export function emptyParameter(name: string): ControlError {
  return new ControlError(400, 'empty_parameter', `Invalid value for '${name}'. Leave it out, or give one.`);
}

export function unknownService(asked: string, known: readonly string[]): ControlError {
  const wayOut =
    known.length === 1
      ? `This is ${known[0]}'s own; the playground's has all services.`
      : `There are ${known.join(', ')}.`;
  return new ControlError(400, 'unknown_service', `Invalid value for 'service': '${asked}'. ${wayOut}`);
}

export function noJournal(services: readonly string[]): ControlError {
  return new ControlError(
    404,
    'no_journal',
    `What clients of ${services.join(', ')} do is not noted here: the server is not one of the playground's own.`,
  );
}

export function noSuchPage(path: string, pages: readonly string[]): ControlError {
  return new ControlError(404, 'unknown_path', `No such path: ${path}. There are ${pages.join(', ')}.`);
}

export function wrongMethod(method: string, path: string, allow: string): ControlError {
  return new ControlError(405, 'method_not_allowed', `${method} is not allowed on ${path}. Use ${allow}.`, {
    Allow: allow,
  });
}

export function noClock(services: readonly string[]): ControlError {
  return new ControlError(
    404,
    'no_clock',
    `${services.join(', ')} has no clock of its own. Ask at the address of the playground itself, or start containers with PLAYGROUND_WORLD=living.`,
  );
}

export function badClockOrder(message: string): ControlError {
  return new ControlError(400, 'bad_clock_order', message);
}

/** What was asked is clear, and cannot be done. */
export function cannotMoveClock(message: string): ControlError {
  return new ControlError(400, 'cannot_move_clock', message);
}

export function noFaults(services: readonly string[]): ControlError {
  return new ControlError(
    404,
    'no_faults',
    `${services.join(', ')} cannot have faults here: the server is not one of the playground's own.`,
  );
}

/** A fault that nobody can read or bring about. */
export function badFault(message: string): ControlError {
  return new ControlError(400, 'bad_fault', message);
}

export function noSuchFault(id: string): ControlError {
  const asked = cutText(id, LONGEST_QUOTE);
  return new ControlError(
    404,
    'no_such_fault',
    `There is no fault '${asked}'. GET /_playground/faults lists all.`,
  );
}

export function notJson(text: string): ControlError {
  const sent = text === '' ? 'empty' : `'${cutText(text, LONGEST_QUOTE)}'`;
  return new ControlError(
    400,
    'not_json',
    `The body must be a fault or a list of them in JSON, but is ${sent}.`,
  );
}

/** What is left of the body is not read. */
const CLOSES = { Connection: 'close' };

export function bodyTooLarge(mostBytes: number): ControlError {
  return new ControlError(413, 'body_too_large', `The body is longer than ${mostBytes} bytes.`, CLOSES);
}

export function bodyTooSlow(seconds: number): ControlError {
  return new ControlError(408, 'body_too_slow', `The body has not arrived after ${seconds} s.`, CLOSES);
}

export function bodyIncomplete(): ControlError {
  return new ControlError(400, 'broken_body', 'The connection was closed before the body was complete.');
}

export function unknownTable(asked: string, similar: readonly string[], listPath: string): ControlError {
  return new ControlError(
    404,
    'unknown_table',
    `There is no table '${asked}'. The nearest names are ${similar.join(', ')}; GET ${listPath} lists all.`,
  );
}

export function notAnInstant(name: string, text: string): ControlError {
  return new ControlError(400, 'not_an_instant', `Invalid value for '${name}'. ${notInstant(text)}.`);
}

export function fromAfterTo(from: string, to: string): ControlError {
  return new ControlError(
    400,
    'from_after_to',
    `'from' (${from}) is after 'to' (${to}). Exchange them, or give both.`,
  );
}

export function unknownFormat(asked: string, known: readonly string[]): ControlError {
  return new ControlError(
    400,
    'unknown_format',
    `Invalid value for 'format'. There is no '${asked}' here, but ${known.join(', ')}.`,
  );
}

export function notAcceptable(accept: string, known: readonly string[]): ControlError {
  return new ControlError(
    406,
    'not_acceptable',
    `There is nothing of what 'Accept: ${accept}' asks for. Leave it out, or use ?format= with ${known.join(', ')}.`,
  );
}

export function badWorldOrder(message: string): ControlError {
  return new ControlError(400, 'bad_world_order', message);
}

export function unknownWorld(asked: string, worlds: readonly string[]): ControlError {
  return new ControlError(
    404,
    'unknown_world',
    `There is no world '${asked}' here. There are ${[DEFAULT_WORLD, ...worlds].join(', ')}.`,
  );
}

/** A fault of ours: the log has the rest. */
export function cannotAnswer(what: string, reason: string): ControlError {
  return new ControlError(500, 'unexpected', `${what} failed: ${reason}`);
}
