import { type EngineContainer, readLog } from './read-log.ts';

const LINES = 10;

/** The last lines that a container has written, to either stream; empty when the engine does not tell. */
export async function lastWords(container: EngineContainer): Promise<string> {
  return (await readLog(container, LINES).catch(() => '')).trim();
}
