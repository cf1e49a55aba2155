import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import { sendError } from '../control/answer-control.ts';
import { unknownWorld } from '../control/control-error.ts';
import type { WayToWorld } from './ways.ts';
import { WORLDS_PATH } from './ways.ts';
import type { WorldDoors } from './world-doors.ts';
import { DEFAULT_WORLD } from './world-name.ts';

/** Of which world a server is, and where the others are. */
export interface ServerWorld {
  readonly name: string;
  readonly doors: WorldDoors;
}

/** The same, with how clients say at the playground's own server that they mean another. */
export interface Entrance extends ServerWorld {
  /** The first that says something counts. */
  readonly ways: readonly WayToWorld[];
}

/** What a server is told of requests. */
const EVENTS = ['request', 'checkContinue', 'checkExpectation', 'connect', 'upgrade'];

/**
 * Has the server of the playground itself hand over what means another world to the server that this world has for the
 * service, as if it had come there; and has that of a further world be found. The listeners of the server must be there.
 *
 * @returns ends it
 */
export function enter(server: Server, service: string, { name, doors, ways }: Entrance): () => void {
  if (name !== DEFAULT_WORLD) return doors.open(name, service, server);
  for (const event of EVENTS) {
    const listeners = server.listeners(event);
    if (listeners.length === 0) continue;
    server.removeAllListeners(event);
    server.on(event, (request: IncomingMessage, ...rest: unknown[]) => {
      const worlds = doors.worldsWith(service);
      const world = worlds.length === 0 ? undefined : firstOf(ways, request, worlds);
      if (world === undefined) {
        for (const listener of listeners) listener.call(server, request, ...rest);
        return;
      }
      const other = doors.serverOf(world, service);
      if (other) {
        withoutPrefix(request, world);
        other.emit(event, request, ...rest);
      } else {
        request.resume();
        const [response] = rest;
        if (response instanceof ServerResponse) sendError(response, unknownWorld(world, worlds));
      }
    });
  }
  return () => undefined;
}

function firstOf(
  ways: readonly WayToWorld[],
  request: IncomingMessage,
  worlds: readonly string[],
): string | undefined {
  for (const way of ways) {
    const world = way(request, worlds);
    if (world !== undefined) return world;
  }
  return undefined;
}

/** The path as the world knows it. Links in answers have the prefix again, which is said as proxies say it. */
function withoutPrefix(request: IncomingMessage, world: string): void {
  const { url = '', headers } = request;
  const prefix = `${WORLDS_PATH}${world}`;
  if (!url.startsWith(prefix) || !/^(?:[/?]|$)/.test(url.slice(prefix.length))) return;
  const rest = url.slice(prefix.length);
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  const before = headers['x-forwarded-prefix'];
  headers['x-forwarded-prefix'] = `${typeof before === 'string' ? before : ''}${prefix}`;
}
