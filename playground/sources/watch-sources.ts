import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../core/logger.ts';
import type { PlaygroundSources } from './playground-sources.ts';
import type { SourceFiles } from './source-files.ts';

/** Files are looked at and not waited for: folders of containers and of networks tell nobody of changes. */
const EVERY_MS = 300;

/**
 * Lets a playground answer for what the files of its sources say, whenever they change. A file that has become wrong is
 * logged with its error, and its source stays as it was.
 *
 * @returns what ends that
 */
export function watchSources(
  files: SourceFiles,
  sources: PlaygroundSources,
  logger: Logger,
): () => Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  const watching = (async () => {
    while (await passed(signal)) await follow(files, sources, logger);
  })();
  return async () => {
    end.abort();
    await watching;
  };
}

async function follow(files: SourceFiles, sources: PlaygroundSources, logger: Logger): Promise<void> {
  const { files: changed, errors } = await files.look();
  for (const [file, error] of errors) logger('source_refused', { file, error: error.message });
  if (changed.length === 0) return;
  try {
    sources.replace(files.sources);
    const names = files.sources.map(({ name }) => name);
    logger('sources_reloaded', { files: changed.join(', '), sources: names.join(', ') || 'none' });
  } catch (error) {
    logger('source_refused', { file: changed.join(', '), error: (error as Error).message });
  }
}

/** Whether the time has passed without an end. */
async function passed(signal: AbortSignal): Promise<boolean> {
  return await delay(EVERY_MS, true, { signal }).catch(() => false);
}
