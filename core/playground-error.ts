/** The stable codes of the errors that callers of the playground get. Compare these, never the message. */
export type PlaygroundErrorCode =
  | 'ERR_ALREADY_STARTED'
  | 'ERR_BAD_OPTION'
  | 'ERR_CANNOT_COMPARE'
  | 'ERR_NO_ENGINE'
  | 'ERR_NO_IMAGE'
  | 'ERR_NOT_STARTED'
  | 'ERR_PORT_TAKEN'
  | 'ERR_SERVICE_FAILED';

/**
 * An error for the person who starts or programs the playground. Its sentence names the value that was
 * received and the way out.
 */
export class PlaygroundError extends Error {
  override readonly name = 'PlaygroundError';
  readonly code: PlaygroundErrorCode;

  constructor(code: PlaygroundErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Node's own errors are not `instanceof Error` in every realm, so ask for the code instead. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
