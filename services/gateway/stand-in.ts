import type { IncomingMessage } from 'node:http';
import type Router from '@koa/router';
import type { Clock } from '../../core/clock.ts';
import type { RouteAbility } from '../../core/faults/ability.ts';
import type { Asked } from '../../core/faults/asked.ts';
import type { Dataset } from '../../fixtures/index.ts';

/** What a stand-in may draw from: the one world of the playground, and the time. */
export interface World {
  readonly dataset: Dataset;
  readonly clock: Clock;
}

/** Answers in place of a public host. One file each; a user's own is given to the command by `--stand-in`. */
export interface StandIn {
  /** The names it answers for: `api.weather.gov`, or `*.example.com` for every name below one. */
  readonly hosts: readonly string[];
  /** What it imitates, in one line. */
  readonly summary: string;
  /** Where the imitated API is documented. */
  readonly source: string;
  /** Adds its routes, in the real API's paths. Everything else under its hosts answers 404 in `notFound`'s form. */
  mount(router: Router, world: World): void;
  /** What a fault plan may look at of a request besides. It may read the body by `readBody`, as handlers do once more. */
  asked?(request: IncomingMessage, url: URL): Promise<Partial<Asked> | undefined>;
  /** What can be made, besides, of what `asked` has a name for in `route`. */
  readonly abilities?: Readonly<Record<string, RouteAbility>>;
  /** The real API's body for a path that it does not have. Default: `{"error": "not found"}`. */
  notFound?(path: string): unknown;
}
