import { rm } from 'node:fs/promises';
import path from 'node:path';

/** Where the further worlds of a playground have their folders, each by its name. */
export function worldsIn(directory: string): string {
  return path.join(directory, 'worlds');
}

/** Removes what the worlds of a killed playground have left: none outlives its playground. */
export function clearWorlds(directory: string): Promise<void> {
  return rm(worldsIn(directory), { recursive: true, force: true });
}
