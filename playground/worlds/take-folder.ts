import type { Undo } from '../../core/undo.ts';
import { claimDirectory } from '../claim.ts';
import { controlFile } from '../control/control-file.ts';
import { endpointsFile } from '../endpoints-file.ts';
import { clearRunningFile } from '../running-file.ts';
import type { Settings } from '../settings.ts';
import { truthFile } from '../truth.ts';

/**
 * Makes the folder of a world its own, and removes what a killed process has told there.
 *
 * @throws PlaygroundError see {@link claimDirectory}
 */
export async function takeFolder(
  { directory, logger }: Pick<Settings, 'directory' | 'logger'>,
  undo: Undo,
): Promise<void> {
  undo.defer(await claimDirectory(directory, logger));
  for (const file of [endpointsFile, truthFile, controlFile])
    await clearRunningFile<unknown>(directory, file, logger);
}
