import { readFile } from 'node:fs/promises';
import { readSource } from '../../../sources/read/read-source.ts';
import type { SyncRun } from '../../../trial/function-subject.ts';
import { openTrialWorlds } from '../../../trial/trial-worlds.ts';
import { createProxyClient, type ProxyClient } from '../../support/proxy-client.ts';

/** Bearer, pages by cursor and `updated_since`, a list of deletes, 429: twelve lines. */
export const ACME = `host: api.acme.example
auth: { bearer: acme-token }
rateLimit: { requests: 10000, every: 1m }
resources:
  customers:
    path: /v1/customers
    fields: { id: uuid, name: name, plan: [free, pro], balance: money, created: created, changed: updated epoch-ms }
    body: { data: $items, next: $next }
    paging: { cursor: page_token, size: limit, rows: 50, most: 100 }
    since: updated_since
    deletes: /v1/deleted-customers
`;

/** The same in another way: pages by offset, and more than one is asked for strictly. */
export const ACME_BY_OFFSET = ACME.replace('cursor: page_token', 'offset: skip')
  .replace('body: { data: $items, next: $next }', 'body: { data: $items, total: $total }')
  .replace('since: updated_since', 'since: { parameter: updated_since, strict: true }');

export const openAcme = (yaml: string) =>
  openTrialWorlds({ services: ['gateway'], sources: [readSource(yaml, 'acme.source.yaml')] });

export interface Customer {
  readonly [column: string]: string | number | null;
  readonly id: string;
  /** ms since 1970 */
  readonly changed: number | null;
}

interface Page {
  readonly data: readonly Customer[];
  readonly next?: string | null;
  readonly total?: number;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/** What a connector can ask of Acme in one sync. */
export interface Acme {
  readonly run: SyncRun;
  /** A page, whatever it is answered with: without rows where that is an error, or no JSON. */
  ask(query: Query): Promise<Page & { readonly status: number; readonly date: number }>;
  /** The right way: it waits and asks again, and fails in the end. */
  read(query: Query): Promise<Page & { readonly date: number }>;
  deleted(since: string | undefined): Promise<readonly { readonly id: string }[]>;
}

const URL_OF_ACME = 'https://api.acme.example/v1';
const TRIES = 4;
const SECOND_MS = 1000;

/** Makes a connector of Acme a function of this process. */
export function acmeConnector(sync: (acme: Acme) => Promise<void>): (run: SyncRun) => Promise<void> {
  return async (run) => {
    const { url = '', caFile = '' } = run.endpoints.gateway ?? {};
    await using client = createProxyClient(url, { ca: await readFile(caFile) });
    // A connector that is killed leaves no request behind.
    run.signal.addEventListener('abort', () => void client[Symbol.asyncDispose]());
    await sync(acmeOf(run, client));
  };
}

function acmeOf(run: SyncRun, client: ProxyClient): Acme {
  const get = async (path: string, query: Query) => {
    run.signal.throwIfAborted();
    const asked = new URL(`${URL_OF_ACME}${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) asked.searchParams.set(name, String(value));
    const answer = await client.ask(asked.href, { headers: { Authorization: 'Bearer acme-token' } });
    run.signal.throwIfAborted();
    return answer;
  };
  /** Until it is answered with JSON, waiting in the time of the world. */
  const readFrom = async (path: string, query: Query) => {
    let problem = '';
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await get(path, query).catch((error: Error) => {
        run.signal.throwIfAborted();
        problem = error.message;
        return undefined;
      });
      const body = answer?.status === 200 ? parsed(answer.text) : undefined;
      if (answer && body !== undefined) return { body, date: Date.parse(answer.headers.date ?? '') };
      problem = answer ? `it was answered ${answer.status}` : problem;
      if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) break;
      await run.wait(Number(answer?.headers['retry-after'] ?? 1) * SECOND_MS);
    }
    throw new Error(`${path} cannot be read: ${problem}.`);
  };
  return {
    run,
    async ask(query) {
      const { status, text, headers } = await get('/customers', query);
      const page = status === 200 ? (parsed(text) as Page | undefined) : undefined;
      return { ...(page ?? { data: [] }), status, date: Date.parse(headers.date ?? '') };
    },
    async read(query) {
      const { body, date } = await readFrom('/customers', query);
      return { ...(body as Page), date };
    },
    async deleted(since) {
      const { body } = await readFrom('/deleted-customers', { updated_since: since });
      return body as readonly { readonly id: string }[];
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
