import { askControl } from '../control/ask-control.ts';
import type { PresentedWorld } from '../control/world-pages.ts';

/** What `POST /_playground/worlds` takes; undefined is left out. */
export type WorldRequest = Readonly<Record<string, unknown>> & { readonly name: string };

/**
 * Makes a world in the playground that answers at a URL.
 *
 * @param controlUrl without a slash at the end
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is refused, `ERR_SERVICE_FAILED` that names the URL
 */
export function createWorld(controlUrl: string, request: WorldRequest): Promise<PresentedWorld> {
  return ask<PresentedWorld>(`${controlUrl}/_playground/worlds`, {
    method: 'POST',
    body: JSON.stringify(request),
  });
}

/** The further worlds of the playground that answers at a URL. */
export async function listWorlds(controlUrl: string): Promise<readonly PresentedWorld[]> {
  const { worlds } = await ask<{ worlds: PresentedWorld[] }>(`${controlUrl}/_playground/worlds`, {});
  return worlds;
}

/** Deletes one. @throws PlaygroundError `ERR_BAD_OPTION` that names those that there are */
export async function deleteWorld(controlUrl: string, name: string): Promise<void> {
  await ask(`${controlUrl}/_playground/worlds/${encodeURIComponent(name)}`, { method: 'DELETE' });
}

async function ask<Answer>(url: string, init: RequestInit): Promise<Answer> {
  return (await (await askControl(url, init)).json()) as Answer;
}
