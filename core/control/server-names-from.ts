import type { EnvironmentSettings } from '../env.ts';

/** Reads `PLAYGROUND_SERVER_NAMES`: what clients call this machine, separated by commas. */
export function serverNamesFrom(settings: EnvironmentSettings): string[] {
  return settings.list('PLAYGROUND_SERVER_NAMES', 'PLAYGROUND_SERVER_NAMES');
}
