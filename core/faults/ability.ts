import { wildcard } from '../wildcard.ts';
import type { Asked } from './asked.ts';
import { type EffectTerm, termsOf } from './effects.ts';
import type { ConditionName, Fault } from './fault.ts';

/** What can be made of something that is asked, and by what it is known when. */
export interface RouteAbility {
  readonly effects?: readonly EffectTerm[];
  readonly on?: readonly ConditionName[];
  /** What it is about, as a condition on `route` may say it too: `people`. */
  readonly about?: string;
}

/** What can happen to a connection to a service or through it. */
interface ConnectionAbility {
  /** What it is called besides the service: `ssh`. */
  readonly name: string;
  /** Before anything is said, or after so many bytes. */
  readonly effects: readonly EffectTerm[];
  readonly on?: readonly ConditionName[];
  /** The services to which tunnels lead, as a condition on `route` may say it. */
  readonly about?: readonly string[];
}

/** What a service can be made to do. */
export interface Ability {
  /** Whatever is asked of it. */
  readonly effects: readonly EffectTerm[];
  readonly on: readonly ConditionName[];
  /** Its names for what is asked of it, with what each can do besides. Left out: it has no names. */
  readonly routes?: Readonly<Record<string, RouteAbility>>;
  /** Left out: nothing can happen to connections. */
  readonly tcp?: ConnectionAbility;
  /** Says why it cannot be made to do a fault whose parts it knows, and the way out; undefined where it can. */
  readonly refuse?: (fault: Fault) => string | undefined;
}

/** Every service knows these. */
const KNOWN_TO_ALL: readonly ConditionName[] = ['service', 'nth', 'from', 'every', 'request'];

/** One thing that can be asked of a service, and all that can happen to it. */
export interface Door {
  readonly service: string;
  readonly route?: string;
  readonly about?: string | undefined;
  readonly on: readonly ConditionName[];
  readonly effects: readonly EffectTerm[];
  /** Why not there, all the same. */
  readonly refusal?: string | undefined;
}

/** Where a fault could happen, as far as names go. */
export function doorsFor(fault: Fault, abilities: ReadonlyMap<string, Ability>): readonly Door[] {
  const { on } = fault;
  const fitsService = wildcard(on.service ?? '*');
  const fitsConnection = wildcard(on.tcp ?? '*');
  const doors = [...abilities]
    .filter(([service]) => fitsService(service))
    .filter(([service, { tcp }]) => on.tcp === undefined || [service, tcp?.name ?? ''].some(fitsConnection))
    .flatMap(([service, ability]) => {
      const refusal = ability.refuse?.(fault);
      return doorsOf(service, ability, on.tcp !== undefined).map((door) => ({ ...door, refusal }));
    });
  if (on.route === undefined) return doors;
  const fitsRoute = wildcard(on.route);
  return doors.filter(({ route, about }) => [route, about].some((name) => name && fitsRoute(name)));
}

/** What of a fault cannot be had there. */
export function lackOf(door: Pick<Door, 'on' | 'effects'>, fault: Fault) {
  return {
    condition: conditionsOf(fault).find((name) => !door.on.includes(name)),
    effect: effectsOf(fault).find((name) => !door.effects.includes(name)),
  };
}

/** Whether a fault can happen to what is asked. */
export function canMeet(fault: Fault, asked: Asked, abilities: ReadonlyMap<string, Ability>): boolean {
  const ability = abilities.get(asked.service);
  if (ability === undefined) return false;
  const { condition, effect } = lackOf(doorOf(ability, asked.route, asked.tcp !== undefined), fault);
  return condition === undefined && effect === undefined && ability.refuse?.(fault) === undefined;
}

function doorsOf(service: string, ability: Ability, isConnection: boolean): readonly Door[] {
  if (isConnection) {
    if (ability.tcp === undefined) return [];
    const { about = [] } = ability.tcp;
    const door = { service, ...doorOf(ability, undefined, true) };
    return about.length === 0 ? [door] : about.map((name) => ({ ...door, about: name }));
  }
  const routes = Object.entries(ability.routes ?? {});
  const named = routes.map(([route, { about }]) => ({
    ...{ service, route, about },
    ...doorOf(ability, route, false),
  }));
  return named.length > 0 ? named : [{ service, ...doorOf(ability, undefined, false) }];
}

function doorOf(
  { effects, on, routes = {}, tcp }: Ability,
  route: string | undefined,
  isConnection: boolean,
): Pick<Door, 'on' | 'effects'> {
  if (isConnection) {
    const about = tcp?.about?.length ? (['route'] as const) : [];
    return {
      on: [...KNOWN_TO_ALL, 'tcp', 'bytes', ...about, ...(tcp?.on ?? [])],
      effects: [...(tcp?.effects ?? []), ...WORLD_EFFECTS],
    };
  }
  const own = route !== undefined && Object.hasOwn(routes, route) ? routes[route] : undefined;
  return {
    on: [...KNOWN_TO_ALL, ...(own ? (['route'] as const) : []), ...on, ...(own?.on ?? [])],
    effects: [...effects, ...(own?.effects ?? []), ...WORLD_EFFECTS],
  };
}

/** What the owner of the world does, whatever was asked. */
const WORLD_EFFECTS: readonly EffectTerm[] = ['clock', 'kill'];

function conditionsOf({ on }: Fault): readonly ConditionName[] {
  return Object.keys(on) as ConditionName[];
}

export function effectsOf({ do: now, after }: Fault): readonly EffectTerm[] {
  return termsOf({ ...now, ...after });
}
