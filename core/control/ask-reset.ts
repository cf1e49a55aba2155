import { PlaygroundError } from '../playground-error.ts';

/** Who is to be reset, and where. */
interface Reset {
  readonly service: string;
  readonly url: string | URL;
}

/**
 * Asks a service over the wire to bring its seeded state back, wherever it runs.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the service and the URL, and what it answered or why it
 *   could not be asked
 */
export async function askReset({ service, url }: Reset): Promise<void> {
  const failed = (reason: string, cause?: unknown) =>
    new PlaygroundError('ERR_SERVICE_FAILED', `${service} did not reset: ${url} ${reason}.`, { cause });
  const response = await fetch(url, { method: 'POST' }).catch((error: Error) => {
    throw failed(
      `could not be asked (${(error.cause as Error | undefined)?.message ?? error.message})`,
      error,
    );
  });
  // The text of a refusal is for people; whatever else it is, the start of it tells enough.
  if (!response.ok)
    throw failed(`answered ${response.status} ${(await response.text()).slice(0, 500)}`.trimEnd());
}
