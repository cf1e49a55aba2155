import type { ControlledClock } from '../../core/control/controlled-clock.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { WorldClock } from '../../core/world-clock.ts';
import type { World } from '../../fixtures/world.ts';

interface Clocked {
  readonly worldClock: WorldClock;
  /** What kind of world it is. */
  readonly name: string;
  readonly world: Pick<World, 'nextChange'>;
}

/** The clock of a playground, for those who move it. */
export function controlledClockOf({ worldClock, name, world }: Clocked): ControlledClock {
  return {
    clock: worldClock,
    world: name,
    async nextEvent(after) {
      const next = world.nextChange(after);
      if (next !== undefined) return next;
      throw new PlaygroundError(
        'ERR_BAD_OPTION',
        `Nothing happens after ${new Date(after).toISOString()}: in a still world nothing ever does. ` +
          'Start the playground with --world living.',
      );
    },
  };
}
