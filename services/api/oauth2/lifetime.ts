import { cutText, LONGEST_QUOTE } from '../../../core/cut-text.ts';
import { protocolError } from '../errors.ts';

const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 3600;

/** How long an access token is good when the client does not say. */
export const DEFAULT_LIFETIME_SECONDS = 3600;

/**
 * Reads `expires_in` of a token request: an extension, so that a test can have a token that expires
 * while it waits.
 *
 * @returns seconds
 * @throws ApiError 400 `invalid_request`
 */
export function parseLifetime(given: string | readonly string[] | undefined): number {
  if (given === undefined || given === '') return DEFAULT_LIFETIME_SECONDS;
  const seconds = typeof given === 'string' && /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
    const found = typeof given === 'string' ? `'${cutText(given, LONGEST_QUOTE)}'` : 'given more than once';
    throw protocolError(
      'invalid_request',
      `expires_in must be a whole number of seconds from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS}, but is ${found}.`,
    );
  }
  return seconds;
}
