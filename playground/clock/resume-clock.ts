import path from 'node:path';
import type { Undo } from '../../core/undo.ts';
import type { WorldClock } from '../../core/world-clock.ts';
import type { Settings } from '../settings.ts';
import { clockKeeper, stepByStep } from './clock-keeper.ts';
import { readKeptClock } from './kept-clock.ts';
import { worldClockOf } from './world-clock-of.ts';

/** In the folder of a playground. */
const FILE = 'clock.json';

type Asked = Pick<
  Settings,
  'dataset' | 'clockRate' | 'worldClock' | 'realClock' | 'directory' | 'temporary' | 'logger'
>;

/**
 * The clock of a playground, which goes on where it was when it is the clock of the same living world in the same folder.
 * That of a still world has the real time, and a temporary folder is nobody's afterwards.
 *
 * A clock of another world, or whose file is lost, begins at the anchor; if the database has reached a later instant of
 * this world, the clock goes on from there when the database starts.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function resumeClock(asked: Asked, undo: Undo): Promise<WorldClock> {
  const { dataset, clockRate, worldClock, directory, temporary, realClock, logger } = asked;
  if (!dataset.plan.lives || temporary) return worldClock;
  const file = path.join(directory, FILE);
  const kept = await readKeptClock(file, dataset, logger);
  const keeper = clockKeeper(file, dataset, logger);
  undo.defer(() => keeper.end());
  const clock = worldClockOf({
    ...{ dataset, rate: clockRate, real: realClock, logger, onMoved: keeper.onMoved },
    resumed: kept ?? { now: dataset.anchor, rate: worldClock.rate },
  });
  undo.defer(stepByStep(clock));
  return clock;
}
