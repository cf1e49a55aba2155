import type { StartedTestContainer } from 'testcontainers';
import type { Place } from '../../core/place.ts';
import { Undo } from '../../core/undo.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { engineClient } from './engine-client.ts';
import { announcedNothing } from './errors.ts';
import { lastWords } from './last-words.ts';
import { readLog } from './read-log.ts';
import type { Presence } from './started-service-container.ts';
import type { Trust } from './trust.ts';

/** The line by which a service in a container says that it is ready, and where (`core/run-service.ts`). */
export const ANNOUNCEMENT = /^\{.*"ready":true/;

/** Short, since the line is there once the container is ready; a wait strategy of the caller's may be over earlier. */
const ANNOUNCEMENT_TIMEOUT_MS = 10_000;

interface Announced<Endpoints> {
  /** The service's port in the container. */
  readonly port: number;
  /** The endpoints that were announced, for clients who find the service at a place. */
  readonly at: (inside: Endpoints, place: Place) => Endpoints;
  readonly trust?: Trust;
}

/**
 * Starts a container whose program announces its endpoints. When that fails, nothing is left.
 *
 * @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED`
 */
export function startAnnounced<Endpoints>(
  start: () => Promise<StartedTestContainer>,
  { port, at, trust }: Announced<Endpoints>,
): Promise<readonly [StartedTestContainer, Presence<Endpoints>]> {
  return Undo.onFailure(async (undo) => {
    if (trust) undo.defer(() => trust.remove());
    const container = await start();
    undo.defer(async () => void (await container.stop()));
    const inside = await announcedBy<Endpoints>(container);
    const present = (place: Place): Endpoints => at(inside, place);
    await trust?.of(container);
    return [container, { port, present, ...(trust && { caFile: trust.caFile, remove: trust.remove }) }];
  });
}

/** With addresses and paths as they are in the container: those of its latest start, which comes last in the log. */
async function announcedBy<Endpoints>(container: StartedTestContainer): Promise<Endpoints> {
  const inEngine = (await engineClient()).container.getById(container.getId());
  const line = await waitUntil(
    'an announcement',
    async () => (await readLog(inEngine)).split('\n').findLast((each) => ANNOUNCEMENT.test(each)),
    { timeoutMs: ANNOUNCEMENT_TIMEOUT_MS },
  ).catch(async (cause: unknown) => {
    throw announcedNothing(container.getName(), await lastWords(inEngine), cause);
  });
  return (JSON.parse(line) as { endpoints: Endpoints }).endpoints;
}
