import { nearest } from '../nearest.ts';
import { PlaygroundError } from '../playground-error.ts';
import { wildcard } from '../wildcard.ts';
import type { EffectName } from './effects.ts';
import type { Fault, Occurrence } from './fault.ts';

/** What a service can be made to do, and by what it knows when. */
export interface Ability {
  readonly effects: readonly EffectName[];
  readonly on: readonly (keyof Occurrence)[];
  /** Its names for what is asked of it; left out where it has none. */
  readonly routes?: readonly string[];
}

/** Every service knows these. */
const COUNTED: readonly (keyof Occurrence)[] = ['service', 'nth', 'from', 'every', 'request'];

/**
 * Looks whether somebody could ever bring a fault about, so that none is taken and forgotten.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names what is asked and what there is
 */
export function requireAbility(fault: Fault, abilities: ReadonlyMap<string, Ability>): void {
  const meant = fault.on.service ?? fault.on.tcp;
  const fitsName = wildcard(meant ?? '*');
  const named = [...abilities].filter(([service]) => fitsName(service));
  if (named.length === 0) throw refused(`No service '${meant}' can have faults here`, [...abilities.keys()]);
  const routed = named.filter(([, { routes }]) => hasRoute(routes, fault.on.route));
  if (routed.length === 0) {
    const routes = named.flatMap(([, { routes: known = [] }]) => known);
    throw refused(`There is no route '${fault.on.route}'`, nearest(fault.on.route ?? '', routes));
  }
  const effects = Object.keys({ ...fault.do, ...fault.after }) as EffectName[];
  const conditions = Object.keys(fault.on) as (keyof Occurrence)[];
  const problems = routed.map(([service, ability]) => problemOf(service, ability, conditions, effects));
  const [problem] = problems;
  if (problem !== undefined && !problems.includes(undefined)) throw problem;
}

function problemOf(
  service: string,
  ability: Ability,
  conditions: readonly (keyof Occurrence)[],
  effects: readonly EffectName[],
): PlaygroundError | undefined {
  const known = [...COUNTED, ...ability.on];
  const condition = conditions.find((name) => !known.includes(name));
  if (condition) return refused(`The service ${service} does not know 'on: ${condition}'`, known);
  const effect = effects.find((name) => !ability.effects.includes(name));
  return effect && refused(`The service ${service} cannot do '${effect}'`, ability.effects);
}

function hasRoute(routes: readonly string[] | undefined, asked: string | undefined): boolean {
  return asked === undefined || (routes?.some(wildcard(asked)) ?? false);
}

function refused(what: string, known: readonly string[]): PlaygroundError {
  const way = known.length > 0 ? ` There is: ${known.join(', ')}.` : '';
  return new PlaygroundError('ERR_BAD_OPTION', `${what}.${way}`);
}
