import type { SyncRun } from '../../../trial/function-subject.ts';

export type Person = Readonly<Record<string, string | number | boolean | null>> & {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string | null;
};

/** What every kind of page has of what a walk needs. */
export interface Page {
  readonly data: readonly Person[];
  readonly scroll_param?: string | null;
  readonly next_page_url?: string | null;
  readonly total?: number;
  readonly total_items?: number;
  readonly total_pages?: number;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined for what is no JSON. */
  readonly page: Page | undefined;
  /** When the source answered. */
  readonly date: number;
}

const TRIES = 4;
const SECOND_MS = 1000;

export function urlOf({ endpoints }: SyncRun, path: string, query: Query = {}): string {
  const url = new URL(`${endpoints.api?.url}${path}`);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

/** One request, whatever its answer. It throws when the connection breaks off. */
export async function ask(run: SyncRun, url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: run.signal });
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, text, page: parsed(text), date: Date.parse(headers.get('date') ?? '') };
}

/** The right way: it waits and asks again, and fails in the end. */
export async function read(run: SyncRun, url: string): Promise<Answer & { readonly page: Page }> {
  let problem = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await ask(run, url).catch((error: Error) => {
      run.signal.throwIfAborted();
      problem = error.message;
      return undefined;
    });
    if (answer?.status === 200 && Array.isArray(answer.page?.data)) return { ...answer, page: answer.page };
    problem = answer ? `it was answered ${answer.status}` : problem;
    if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) break;
    await run.wait(waitOf(answer) ?? SECOND_MS);
  }
  throw new Error(`${url} cannot be read: ${problem}.`);
}

export function isoOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** The newest stamp of rows and of what was known before; undefined where there is none. */
export function newest(rows: readonly Person[], known?: string): string | undefined {
  return rows.reduce<string | undefined>(
    (found, { updatedAt }) =>
      updatedAt !== null && (found === undefined || updatedAt > found) ? updatedAt : found,
    known,
  );
}

function waitOf(answer: Answer | undefined): number | undefined {
  const told = answer?.headers.get('retry-after');
  if (!told) return undefined;
  return /^\d+$/.test(told) ? Number(told) * SECOND_MS : Date.parse(told) - (answer as Answer).date;
}

function parsed(text: string): Page | undefined {
  try {
    return JSON.parse(text) as Page;
  } catch {
    return undefined;
  }
}
