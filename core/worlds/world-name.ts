/** The world of a playground itself, which is always there. */
export const DEFAULT_WORLD = 'default';

const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** Whether a text could be the name of a world: it can be part of host names, of buckets, of users and of databases. */
export function isWorldName(text: string): boolean {
  return NAME.test(text);
}
