import type { ControlRefusalCode } from '../../core/control/refuse-control.ts';

/**
 * An error that a client of the API is told about. Made only by the functions below; the catalogue is this
 * file. `error` texts that the `fivetran-api-playground` package has are kept to the letter.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Stable, in the header `X-Error-Code` and in the journal. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    also: { headers?: Record<string, string>; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = also.headers ?? {};
    this.details = also.details ?? {};
  }
}

export function badRequest(code: string, message: string): ApiError {
  return new ApiError(400, code, message);
}

/** `challenge` is the value of `WWW-Authenticate` (RFC 9110, section 11.6.1). */
export function unauthorized(code: string, message: string, challenge: string): ApiError {
  return new ApiError(401, code, message, { headers: { 'WWW-Authenticate': challenge } });
}

/** An error as OAuth 2.0 has it (RFC 6749, section 5.2): a code for programs and a message for people. */
export function protocolError(error: string, description: string): ApiError {
  return new ApiError(400, error, error, {
    headers: { 'Cache-Control': 'no-store' },
    details: { error_description: description },
  });
}

/** The caller's token is good, but not for this (RFC 6750, section 3.1). */
export function insufficientScope(message: string, challenge: string): ApiError {
  return new ApiError(403, 'insufficient_scope', message, { headers: { 'WWW-Authenticate': challenge } });
}

/** It is not for this client, whatever it shows. */
export function forbidden(code: ControlRefusalCode | 'local_only', message: string): ApiError {
  return new ApiError(403, code, message);
}

/** A walk that has taken too long, as a fault plan has it. */
export function scrollExpired(): ApiError {
  return new ApiError(410, 'scroll_expired', 'scroll_param has expired. Begin the walk again');
}

/** What a fault plan answers with. */
export function plannedFault(status: number): ApiError {
  return new ApiError(status, 'planned_fault', `The fault plan answers with ${status} here.`);
}

export function notFound(message: string): ApiError {
  return new ApiError(404, 'not_found', message);
}

/** A table on demand that nobody asked for when the world was made. */
export function noSuchTable(name: string, world: string, asked: string): ApiError {
  return new ApiError(
    404,
    'no_such_table',
    `The world '${world}' has no table ${name}. Start one that has: --world ${world}+${asked}`,
  );
}

export function unknownPath(path: string, nearestPaths: readonly string[]): ApiError {
  return new ApiError(404, 'unknown_path', `No such path: ${path}`, { details: { nearest: nearestPaths } });
}

export function methodNotAllowed(method: string, path: string, allowed: readonly string[]): ApiError {
  const allow = allowed.join(', ');
  return new ApiError(405, 'method_not_allowed', `${method} is not allowed on ${path}. Use ${allow}.`, {
    headers: { Allow: allow },
  });
}

export function bodyTooLarge(mostBytes: number): ApiError {
  return new ApiError(413, 'body_too_large', `The body is larger than ${mostBytes} bytes.`, {
    headers: { Connection: 'close' },
  });
}

export function unsupportedMediaType(received: string): ApiError {
  const found = received === '' ? 'has no Content-Type' : `is '${received}'`;
  return new ApiError(415, 'unsupported_media_type', `The body must be application/json, but ${found}.`);
}

export function rateLimitExceeded(retryAfterSeconds: number): ApiError {
  return new ApiError(429, 'rate_limit_exceeded', 'Rate limit exceeded', {
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
}
