/** What the Connector SDK writes of a failed sync, before the traceback: `Error: failed while executing update() error: …`. */
const SDK_ERROR = /^\s+Error: (.+)$/gm;
/** The lines of another program's log that say why it failed. */
const LAST_LINES = 3;

/** Why a sync failed, by the end of what its program wrote: the SDK's error, else the last lines. */
export function whyFailed(log: string): string {
  const said = [...log.matchAll(SDK_ERROR)].at(-1)?.[1];
  if (said !== undefined) return said.trimEnd();
  const lines = log.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-LAST_LINES)
    .join(' / ');
}
