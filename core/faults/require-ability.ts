import { nearest } from '../nearest.ts';
import { PlaygroundError } from '../playground-error.ts';
import { type Ability, type Door, doorsFor, effectsOf, lackOf } from './ability.ts';
import type { EffectTerm } from './effects.ts';
import type { Fault } from './fault.ts';

/**
 * Looks whether somebody could ever bring a fault about, so that none is taken and forgotten.
 *
 * @param owned what the owner of the world can do: move its clock, kill the connector
 * @throws PlaygroundError `ERR_BAD_OPTION` that names what is asked and what there is
 */
export function requireAbility(
  fault: Fault,
  abilities: ReadonlyMap<string, Ability>,
  owned: ReadonlySet<EffectTerm>,
): void {
  const { on } = fault;
  const everywhere = doorsFor(
    { on: { ...(on.service && { service: on.service }), ...(on.tcp && { tcp: on.tcp }) } },
    abilities,
  );
  if (everywhere.length === 0) throw noService(fault, abilities);
  const doors = doorsFor(fault, abilities);
  if (doors.length === 0) throw noRoute(fault, everywhere);
  const lacks = doors.map((door) => ({ door, ...lackOf(door, fault) }));
  const known = lacks.filter(({ condition, effect }) => condition === undefined && effect === undefined);
  if (known.length === 0) throw cannot(lacks);
  const free = known.filter(({ door }) => door.refusal === undefined);
  if (free.length === 0) throw new PlaygroundError('ERR_BAD_OPTION', known[0]?.door.refusal as string);
  const unowned = effectsOf(fault)
    .filter(isOwners)
    .find((name) => !owned.has(name));
  if (unowned !== undefined) throw noOwner(unowned);
}

function noService({ on }: Fault, abilities: ReadonlyMap<string, Ability>): PlaygroundError {
  if (on.tcp === undefined)
    return refused(`No service '${on.service ?? '*'}' can have faults here`, [...abilities.keys()]);
  const known = [...abilities].flatMap(([name, { tcp }]) => (tcp === undefined ? [] : [name, tcp.name]));
  return refused(`No connection to '${on.tcp}' can have faults here`, known);
}

function noRoute({ on: { route = '' } }: Fault, everywhere: readonly Door[]): PlaygroundError {
  const known = everywhere
    .flatMap(({ route: name, about }) => [name, about])
    .filter((name) => name !== undefined);
  return refused(`There is no route '${route}' here`, nearest(route, [...new Set(known)]));
}

interface Lack {
  readonly door: Door;
  readonly condition: keyof Fault['on'] | undefined;
  readonly effect: EffectTerm | undefined;
}

/** Tells of the door that comes nearest: the one which knows all the conditions. */
function cannot(lacks: readonly Lack[]): PlaygroundError {
  const { door, condition, effect } =
    lacks.find((lack) => lack.condition === undefined) ?? (lacks[0] as Lack);
  const who = door.route === undefined ? `The service ${door.service}` : `${door.service}'s ${door.route}`;
  if (condition !== undefined) return refused(`${who} does not know 'on: ${condition}'`, door.on);
  return refused(`${who} cannot do '${effect}'`, door.effects);
}

function isOwners(name: EffectTerm): name is 'clock' | 'kill' {
  return name === 'clock' || name === 'kill';
}

function noOwner(name: 'clock' | 'kill'): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    name === 'clock'
      ? "'clock' needs the world's clock, which another process has. Add the fault to the playground that has it."
      : "'kill' needs a connector that the playground runs. Add the fault to a run, or end the connector yourself.",
  );
}

function refused(what: string, known: readonly string[]): PlaygroundError {
  const way = known.length > 0 ? ` There is: ${[...new Set(known)].join(', ')}.` : '';
  return new PlaygroundError('ERR_BAD_OPTION', `${what}.${way}`);
}
