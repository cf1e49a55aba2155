import { PlaygroundError } from '../../core/playground-error.ts';

/** Why `/_playground/*` did not do what it was asked: 4xx for what was asked wrongly. */
export function refused(error: string, status: number): PlaygroundError {
  return new PlaygroundError(status < 500 ? 'ERR_BAD_OPTION' : 'ERR_SERVICE_FAILED', error);
}

/** The same as its answer tells it. */
export async function failureIn(response: Response): Promise<PlaygroundError> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === 'string') return refused(error, response.status);
  } catch {
    // Not an answer of ours, which is said below.
  }
  return refused(`${response.url} answered ${response.status} ${text.slice(0, 500)}`.trimEnd(), 500);
}
