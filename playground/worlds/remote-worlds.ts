import { PlaygroundError } from '../../core/playground-error.ts';
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
  const response = await fetch(url, init).catch((cause: Error) => {
    const reason = (cause.cause as Error | undefined)?.message ?? cause.message;
    throw new PlaygroundError('ERR_SERVICE_FAILED', `The playground does not answer at ${url}: ${reason}.`, {
      cause,
    });
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  throw new PlaygroundError(
    response.status < 500 ? 'ERR_BAD_OPTION' : 'ERR_SERVICE_FAILED',
    errorIn(text) ?? `${url} answered ${response.status} ${text.slice(0, 500)}`.trimEnd(),
  );
}

function errorIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
