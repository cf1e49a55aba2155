import type { IncomingMessage } from 'node:http';
import { isWorldName } from './world-name.ts';

/**
 * How a client can say which world a request means.
 *
 * @param worlds the further worlds that have the service
 * @returns the name of one; undefined where nothing is said
 */
export type WayToWorld = (request: IncomingMessage, worlds: readonly string[]) => string | undefined;

/** What comes before the name in a path. */
export const WORLDS_PATH = '/_worlds/';

/** `http://w1.localhost:5001/…`: names below localhost lead to this machine (RFC 6761, section 6.3). */
export const byHost: WayToWorld = ({ headers: { host = '' } }, worlds) => {
  const [, name] = /^(?:.+\.)?([a-z][a-z0-9-]*)\.localhost(?::\d+)?$/i.exec(host) ?? [];
  return known(name?.toLowerCase(), worlds);
};

/** `http://127.0.0.1:5001/_worlds/w1/…`. Also a name that no world has, because it can mean nothing else. */
export const byPath: WayToWorld = ({ url = '' }) => {
  if (!url.startsWith(WORLDS_PATH)) return undefined;
  const [name = ''] = url.slice(WORLDS_PATH.length).split(/[/?]/, 1);
  return isWorldName(name) ? name : undefined;
};

/** A text that is a name. */
export function known(text: string | undefined, worlds: readonly string[]): string | undefined {
  return text !== undefined && worlds.includes(text) ? text : undefined;
}

/** A text that is a name, or begins with one and a hyphen; of several the longest. */
export function knownBefore(text: string, worlds: readonly string[]): string | undefined {
  return worlds
    .filter((name) => text === name || text.startsWith(`${name}-`))
    .reduce<string | undefined>(
      (best, name) => (best !== undefined && best.length > name.length ? best : name),
      undefined,
    );
}

/** The user of `Basic` credentials (RFC 7617); undefined for others. */
export function basicUser(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic +([\w+/=-]+) *$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon === -1 ? pair : pair.slice(0, colon);
}
