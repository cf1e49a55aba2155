import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { commandEnvironment } from '../command-environment.ts';
import { configurationFile } from './configuration-file.ts';
import { countTables, readState } from './destination.ts';
import { runGroup } from './run-group.ts';
import type { SyncReport } from './run-report.ts';
import type { Scratch } from './scratch.ts';
import { syncEnvironment } from './sync-environment.ts';
import type { Workbench } from './workbench.ts';

/** Enough for the traceback of a failure. */
const LOG_CHARACTERS = 32_768;

/**
 * Lets a configured connector sync once, and counts what is in its destination then. Its log is kept next to it as
 * `sync-N.log`.
 *
 * @param onOutput is given what the connector writes, as it comes
 * @throws the signal's reason when it is aborted
 */
export async function runSync(
  { folder, project, home }: Scratch,
  number: number,
  workbench: Workbench,
  onOutput: (text: string) => void,
): Promise<SyncReport> {
  const { sdk, endpoints, signal, timeoutMs } = workbench;
  const argv = [sdk.program, 'debug', '--configuration', configurationFile(project)];
  const command = { argv, directory: project, env: syncEnvironment(home, sdk, workbench.env) };
  await using environment = await commandEnvironment(endpoints, command);
  const file = createWriteStream(path.join(folder, `sync-${number}.log`));
  let log = '';
  const keep = (text: string): void => {
    file.write(text);
    log = (log + text).slice(-LOG_CHARACTERS);
    onOutput(text);
  };
  const [since, startedAt] = [Date.now(), performance.now()];
  const ended = await runGroup(
    { ...command, env: environment.variables },
    { timeoutMs, signal, onOutput: keep },
  ).finally(() => finished(file.end()));
  signal.throwIfAborted();
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    ...ended,
    seconds,
    tables: await countTables(sdk, project, since, command.env),
    state: await readState(project),
    log,
  };
}
