import { fillIn } from './fill-in.ts';
import type { Observation } from './observation.ts';
import { observe } from './observe.ts';
import { send, type WireAnswer } from './send.ts';
import type { ServerFacts } from './server-facts.ts';

/** One question put to both servers; the two observations are compared. */
export interface ConformanceCase {
  /** Unique. What it does, as `GET /path?query`, and in brackets what the line does not show. */
  readonly name: string;
  observe(facts: ServerFacts): Promise<Observation>;
}

interface Extras {
  /** What the line does not show. */
  readonly note?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A case of one request.
 *
 * @param line method, path and query, with words in braces for what belongs to a server (see `fillIn`)
 */
export function request(line: string, extras: Extras = {}): ConformanceCase {
  return {
    name: extras.note ? `${line} (${extras.note})` : line,
    async observe(facts) {
      return observe(await ask(line, facts, extras), line, facts);
    },
  };
}

/** One GET for each query. */
export function queries(path: string, list: readonly string[]): ConformanceCase[] {
  return list.map((query) => request(query === '' ? `GET ${path}` : `GET ${path}?${query}`));
}

/** Sends the request that a line describes to one server. */
export function ask(line: string, facts: ServerFacts, extras: Extras = {}): Promise<WireAnswer> {
  const [method = '', target = ''] = line.split(/ (.*)/s);
  const headers = Object.entries(extras.headers ?? {}).map(([name, value]) => [name, fillIn(value, facts)]);
  return send(facts.url, {
    method,
    target: fillIn(target, facts),
    headers: Object.fromEntries(headers),
    body: extras.body === undefined ? undefined : fillIn(extras.body, facts),
  });
}
