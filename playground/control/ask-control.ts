import { PlaygroundError } from '../../core/playground-error.ts';

/**
 * Asks `/_playground/*` of a playground that runs.
 *
 * @param who is said not to answer, if nobody does
 * @throws PlaygroundError `ERR_BAD_OPTION` with the words of the playground for what it refuses; `ERR_SERVICE_FAILED` that
 *   names the URL, or for an answer that is not a playground's
 */
export async function askControl(
  url: string,
  init: RequestInit = {},
  who = 'The playground',
): Promise<Response> {
  const response = await fetch(url, init).catch((error: Error) => {
    const reason = (error.cause as Error | undefined)?.message ?? error.message;
    throw new PlaygroundError('ERR_SERVICE_FAILED', `${who} does not answer at ${url}: ${reason}.`, {
      cause: error,
    });
  });
  if (!response.ok) throw await failureIn(response);
  return response;
}

/** Why `/_playground/*` did not do what it was asked: 4xx for what was asked wrongly. */
export function refused(error: string, status: number): PlaygroundError {
  return new PlaygroundError(status < 500 ? 'ERR_BAD_OPTION' : 'ERR_SERVICE_FAILED', error);
}

/** The same as its answer tells it. */
async function failureIn(response: Response): Promise<PlaygroundError> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === 'string') return refused(error, response.status);
  } catch {
    // Not an answer of ours, which is said below.
  }
  return refused(`${response.url} answered ${response.status} ${text.slice(0, 500)}`.trimEnd(), 500);
}
