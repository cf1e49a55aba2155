import type { ParsedUrlQuery } from 'node:querystring';
import { badRequest } from '../errors.ts';

/** @throws ApiError 400 where a walk is to begin and to go on at once */
export function refuseBoth(
  query: ParsedUrlQuery,
  first: 'since' | 'updated_since' | 'include_deleted',
): void {
  if (query['scroll_param'] && query[first]) {
    throw badRequest(
      'cursor_and_since',
      `You can only use '${first}' in first request, subsequent requests should use only 'scroll_param'`,
    );
  }
}
