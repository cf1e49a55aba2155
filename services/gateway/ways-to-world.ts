import type { IncomingMessage } from 'node:http';
import type { ServerWorld } from '../../core/worlds/entrance.ts';
import { basicUser, known, type WayToWorld } from '../../core/worlds/ways.ts';
import { DEFAULT_WORLD } from '../../core/worlds/world-name.ts';
import { unknownWorld } from './errors.ts';

/** `http://w1:x@127.0.0.1:8080`, as the user that clients tell a proxy. */
const byProxyUser: WayToWorld = (request, worlds) => known(proxyUser(request), worlds);

/** How clients of the gateway say which world they mean. */
export const WAYS: readonly WayToWorld[] = [byProxyUser];

/**
 * For the gateway of the playground itself, which gets what no world has taken.
 *
 * @throws GatewayError 407 for a user who is no world
 */
export function refuseUnknownWorld(request: IncomingMessage, world: ServerWorld | undefined): void {
  const user = proxyUser(request);
  if (user === undefined || user === '' || user === DEFAULT_WORLD || world?.name !== DEFAULT_WORLD) return;
  throw unknownWorld(user, world.doors.worldsWith('gateway'));
}

/** A request out of a tunnel is for the host at its end: what it tells proxies is not for this one. */
function proxyUser({ headers, url = '' }: IncomingMessage): string | undefined {
  return url.startsWith('/') ? undefined : basicUser(headers['proxy-authorization']);
}
