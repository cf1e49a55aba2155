import { badWorldOrder, unknownWorld } from '../../core/control/control-error.ts';
import type { ControlPage } from '../../core/control/control-page.ts';
import { refuseParameters, shown } from '../../core/control/parse-control-query.ts';
import { hasCode } from '../../core/playground-error.ts';
import { startedServices } from '../manifests.ts';
import type { PlaygroundWorld } from '../worlds/further-worlds.ts';
import { parseWorldOrder, type WorldOrder } from './parse-world-order.ts';

/** Who makes and keeps the further worlds of a playground. */
export interface WorldKeeper {
  all(): readonly PlaygroundWorld[];
  make(name: string, options: WorldOrder['options']): Promise<PlaygroundWorld>;
}

/** What clients are told of a world. No secrets: those are in its file of endpoints. */
export interface PresentedWorld {
  readonly name: string;
  /** Where it answers `/_playground/*` itself. */
  readonly control_url: string;
  readonly clock: { readonly now: string; readonly rate: number };
  /** Where its services are. */
  readonly services: Readonly<Record<string, string>>;
}

const PATH = '/_playground/worlds';

/** Lists, makes and deletes further worlds. */
export function worldPages(keeper: WorldKeeper): readonly ControlPage[] {
  return [
    {
      method: 'GET',
      path: PATH,
      answer(_subject, { query }) {
        refuseParameters(query);
        return { body: { worlds: keeper.all().map(presentWorld) } };
      },
    },
    {
      method: 'POST',
      path: PATH,
      async answer(_subject, asked) {
        refuseParameters(asked.query);
        const { name, options } = parseWorldOrder(await asked.body());
        try {
          return { status: 201, body: presentWorld(await keeper.make(name as string, options)) };
        } catch (error) {
          if (hasCode(error, 'ERR_BAD_OPTION')) throw badWorldOrder((error as Error).message);
          throw error;
        }
      },
    },
    {
      method: 'DELETE',
      path: `${PATH}/{world}`,
      async answer(_subject, { parts, query }) {
        refuseParameters(query);
        const name = parts['world'] ?? '';
        const worlds = keeper.all();
        const world = worlds.find((candidate) => candidate.name === name);
        if (!world) {
          const names = worlds.map((known) => known.name);
          throw unknownWorld(shown(name), names);
        }
        await world.delete();
        return { body: { status: 'deleted' } };
      },
    },
  ];
}

function presentWorld({ name, controlUrl, clock, endpoints }: PlaygroundWorld): PresentedWorld {
  const services = startedServices(endpoints).map(
    ({ name: service, manifest, endpoints: found }) => [service, manifest.address(found)] as const,
  );
  return {
    name,
    control_url: controlUrl,
    clock: { now: clock.now().toISOString(), rate: clock.rate },
    services: Object.fromEntries(services),
  };
}
