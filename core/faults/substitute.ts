import type { Effects } from './effects.ts';

/** What is answered in place of the answer. */
export interface Substitute {
  readonly status: number;
  readonly type?: string;
  /** Left out: the service says it in its own way. */
  readonly body?: string;
}

const PAGE = `<!DOCTYPE html>
<html lang="en">
<head><title>Sign in</title></head>
<body><h1>Sign in</h1><p>Your session has ended.</p></body>
</html>
`;

/** What is answered in place of the answer; undefined where the answer stays. */
export function substituteOf({ status, body, html }: Effects): Substitute | undefined {
  if (html) return { status: status ?? 200, type: 'text/html; charset=utf-8', body: PAGE };
  if (body !== undefined) return { status: status ?? 200, type: typeOf(body), body };
  return status === undefined ? undefined : { status };
}

function typeOf(body: string): string {
  return /^\s*[[{]/.test(body) ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
}
