import type { ControlledClock } from '../../core/control/controlled-clock.ts';
import type { Settings } from '../settings.ts';
import { nextEvent } from './next-event.ts';

/** The clock of a playground, for those who move it. */
export function controlledClockOf({
  worldClock,
  dataset,
  postgresRows,
}: Pick<Settings, 'worldClock' | 'dataset' | 'postgresRows'>): ControlledClock {
  return {
    clock: worldClock,
    world: dataset.world,
    async nextEvent(after) {
      // Loads every table, which most who have a clock never ask for.
      const { World } = await import('../../fixtures/world.ts');
      return nextEvent(new World(dataset, { databasePeople: postgresRows }).tables, after);
    },
  };
}
