import { cutText, LONGEST_QUOTE } from '../../core/cut-text.ts';
import { nearest } from '../../core/nearest.ts';

/** What a source answers in place of what was asked for; the body has the form that the source declares. */
export class SourceError extends Error {
  readonly status: number;
  /** Stable; the journal has it too. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** @param challenge of `WWW-Authenticate` (RFC 9110, section 11.6.1) */
export function unauthorized(message: string, challenge: string | undefined): SourceError {
  return new SourceError(401, 'unauthorized', message, challenge ? { 'WWW-Authenticate': challenge } : {});
}

/** Of what is not good for a token. */
export function refusedGrant(status: number, code: string, message: string): SourceError {
  return new SourceError(status, code, message);
}

export function tooManyRequests(seconds: number): SourceError {
  return new SourceError(429, 'too_many_requests', `Too many requests. Retry after ${seconds} s.`, {
    'Retry-After': String(seconds),
  });
}

export function unknownParameter(resource: string, name: string, known: readonly string[]): SourceError {
  const quoted = cutText(name, LONGEST_QUOTE);
  const there =
    known.length === 0 ? 'It has none.' : `It has ${nearest(name, known, known.length).join(', ')}.`;
  return new SourceError(
    400,
    'unknown_parameter',
    `${resource} has no parameter '${quoted}'. ${there} One that is to be passed over stands under 'ignores' in its file.`,
  );
}

export function badParameter(name: string, what: string, value: string): SourceError {
  return new SourceError(
    400,
    'bad_parameter',
    `'${name}' must be ${what}, but is '${cutText(value, LONGEST_QUOTE)}'.`,
  );
}

/** Of a token of a page that was handed out too long ago. */
export function expiredCursor(name: string): SourceError {
  return new SourceError(410, 'expired_cursor', `The value of '${name}' has expired. Begin the walk again.`);
}

export function noSuchRow(resource: string, key: string): SourceError {
  return new SourceError(404, 'no_such_row', `${resource} has no row '${cutText(key, LONGEST_QUOTE)}'.`);
}

export function noSuchPath(method: string, path: string, known: readonly string[]): SourceError {
  return new SourceError(
    404,
    'no_such_path',
    `There is no ${method} ${cutText(path)}. There are ${known.join(', ')}.`,
  );
}

export function badBody(message: string): SourceError {
  return new SourceError(400, 'bad_body', message);
}

/** A status of the fault plan. */
export function plannedFault(status: number): SourceError {
  return new SourceError(status, 'planned_fault', `The fault plan answers with ${status} here.`);
}

export function tooManyRows(resource: string, parameter: string, most: number): SourceError {
  return new SourceError(
    400,
    'too_many_rows',
    `${resource} would look through more than ${most} rows for '${parameter}'. Declare fewer rows, or leave it out.`,
  );
}

export function tooManyDeletes(route: string, parameter: string, most: number): SourceError {
  return new SourceError(
    400,
    'too_many_deletes',
    `${route} would look through more than ${most} changes. Ask for a later '${parameter}'.`,
  );
}
