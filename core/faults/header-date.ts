import type { ServerResponse } from 'node:http';
import { parseDuration } from '../duration.ts';

const LATER = /\{now\+([0-9.a-z]{1,40})\}/g;

/**
 * Puts dates of HTTP in the place of `{now+2s}`: so long after the `Date` of the answer, which is the world's.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is no duration
 */
export function withDates(value: string, response: Pick<ServerResponse, 'getHeader'>): string {
  const told = response.getHeader('Date');
  const now = typeof told === 'string' ? Date.parse(told) : Date.now();
  return value.replaceAll(LATER, (_, later: string) => new Date(now + parseDuration(later)).toUTCString());
}
