import type { PresentedClock } from '../../core/control/controlled-clock.ts';
import type { Progress } from '../../core/followers.ts';
import { askControl, refused } from '../control/ask-control.ts';

/** What `POST /_playground/clock` takes. */
export type ClockRequest =
  | { readonly advance: string }
  | { readonly to: string }
  | { readonly next: true }
  | { readonly rate: number };

/**
 * Asks a playground what time it is in its world.
 *
 * @param controlUrl without a slash at the end
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the URL
 */
export async function readClock(controlUrl: string): Promise<PresentedClock> {
  const response = await ask(controlUrl, {});
  return (await response.json()) as PresentedClock;
}

/**
 * Moves the clock of a playground, and waits until every source is there.
 *
 * @returns what it shows then
 * @throws PlaygroundError `ERR_BAD_OPTION` for what the clock refuses, `ERR_SERVICE_FAILED` when a source cannot follow
 */
export async function moveClock(
  controlUrl: string,
  request: ClockRequest,
  progress: Progress = () => undefined,
): Promise<PresentedClock> {
  const response = await ask(controlUrl, {
    method: 'POST',
    headers: { Accept: 'application/x-ndjson', 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  for await (const line of linesOf(response)) {
    const told = JSON.parse(line) as
      | PresentedClock
      | { readonly error: string }
      | { done: number; total: number };
    if ('error' in told) throw refused(told.error, 500);
    if ('now' in told) return told;
    progress(told.done, told.total);
  }
  throw refused(`${controlUrl} stopped before the clock was there.`, 500);
}

function ask(controlUrl: string, init: RequestInit): Promise<Response> {
  return askControl(`${controlUrl}/_playground/clock`, init, 'The clock');
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = '';
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
