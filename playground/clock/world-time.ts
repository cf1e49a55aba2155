import { readClock } from './remote-clock.ts';

/**
 * What time it is in a world, in ms since 1970.
 *
 * @param controlUrl the playground itself; left out: its services run apart, and have the real time
 */
export async function worldTime(controlUrl: string | undefined): Promise<number> {
  return controlUrl === undefined ? Date.now() : Date.parse((await readClock(controlUrl)).now);
}
