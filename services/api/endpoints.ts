import { type Place, urlAt } from '../../core/place.ts';
import type { ApiCredentials } from './credentials.ts';

export interface ApiEndpoints {
  /** Without a slash at the end: `http://127.0.0.1:5001`. */
  readonly url: string;
  readonly credentials: ApiCredentials;
}

/** An API as clients elsewhere must have it. */
export function apiAt(inside: ApiEndpoints, place: Place): ApiEndpoints {
  return { ...inside, url: urlAt('http', place) };
}
