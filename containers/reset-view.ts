import type { ServiceName } from '../playground/manifests.ts';
import { resetStarted } from '../playground/reset-started.ts';
import type { HostView } from './host-view.ts';
import { pointVault } from './point-vault.ts';

/**
 * Resets services of a world in a container, and tells a vault that was reset where the database is.
 *
 * @param only empty: all of them, and the clock
 */
export async function resetView(view: HostView, only: readonly ServiceName[]): Promise<void> {
  const { endpoints, controlUrl } = view;
  const reset = await resetStarted(endpoints, only, { controlUrl });
  if (reset.some(({ service }) => service === 'key-vault')) await pointVault(view);
}
