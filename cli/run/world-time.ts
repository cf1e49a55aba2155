import { readClock } from '../../playground/clock/remote-clock.ts';
import { readControlUrl } from '../../playground/control/control-file.ts';

/** What time it is in the world of a folder, in ms since 1970; services that run apart have the real time. */
export async function worldTime(directory: string): Promise<number> {
  const controlUrl = await readControlUrl(directory);
  return controlUrl === undefined ? Date.now() : Date.parse((await readClock(controlUrl)).now);
}
