import type { ApiCredentials } from './credentials.ts';

export interface ApiEndpoints {
  /** Without a slash at the end: `http://127.0.0.1:5001`. */
  readonly url: string;
  readonly credentials: ApiCredentials;
}
