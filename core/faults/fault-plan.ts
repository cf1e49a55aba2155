import { BoundedMap } from '../bounded-map.ts';
import { type Ability, requireAbility } from './ability.ts';
import { type Asked, identityOf } from './asked.ts';
import { type Effects, shownEffects } from './effects.ts';
import type { Fault } from './fault.ts';
import { type Matcher, matcherOf } from './matcher.ts';

/** An entry of a plan, as it is listed. */
export interface ListedFault extends Fault {
  /** Counts what was ever added, from 1. */
  readonly id: number;
  /** How often it has happened. */
  readonly fired: number;
}

/** What a client meets with one request. */
export interface Met {
  readonly do: Effects;
  readonly after: Effects;
  /** The entries of the plan, by id. */
  readonly ids: readonly number[];
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly matches: Matcher;
  /** How many requests matched, whichever they were. */
  seen: number;
  fired: number;
  /** How many tries of a request have met it. */
  readonly tries: BoundedMap<string, number>;
}

/** Of so many requests it is known how often they were tried. */
const REQUESTS = 10_000;

/**
 * The faults that a world has in store: services ask it about each request, and do what it says. Which request meets one
 * depends on what is asked and how often that was asked before, never on chance or on time.
 */
export class FaultPlan {
  #entries: readonly Entry[] = [];
  #added = 0;
  #asked = 0;
  readonly #abilities = new Map<string, Ability>();

  /** True while nothing can happen: services need not even say what is asked. */
  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Says what a service can be made to do. Asked again, as after a restart, the new answer holds. */
  offer(service: string, ability: Ability): void {
    this.#abilities.set(service, ability);
  }

  /** @throws PlaygroundError `ERR_BAD_OPTION` that names the effect which nobody could bring about */
  add(fault: Fault): ListedFault {
    requireAbility(fault, this.#abilities);
    this.#added += 1;
    const entry: Entry = {
      id: this.#added,
      fault,
      matches: matcherOf(fault.on),
      seen: 0,
      fired: 0,
      tries: new BoundedMap(REQUESTS),
    };
    this.#entries = [...this.#entries, entry];
    return listed(entry);
  }

  list(): readonly ListedFault[] {
    return this.#entries.map(listed);
  }

  /** Takes one out of the plan, or all. Says whether there was something to take out. */
  clear(id?: number): boolean {
    const before = this.#entries.length;
    this.#entries = id === undefined ? [] : this.#entries.filter((entry) => entry.id !== id);
    if (id === undefined) this.#asked = 0;
    return this.#entries.length < before;
  }

  /** What the client meets who asks this; undefined for nothing. Asking counts as a try. */
  meet(asked: Asked): Met | undefined {
    if (this.#entries.length === 0) return undefined;
    this.#asked += 1;
    const identity = identityOf(asked);
    const fired = this.#entries.filter((entry) => fires(entry, asked, identity, this.#asked));
    if (fired.length === 0) return undefined;
    for (const entry of fired) entry.fired += 1;
    return {
      do: merged(fired.map(({ fault }) => fault.do)),
      after: merged(fired.map(({ fault }) => fault.after)),
      ids: fired.map(({ id }) => id),
    };
  }
}

/** `2: status: 500`, as the journal has it. */
export function shownMet({ ids, do: now, after }: Met): string {
  const later = shownEffects(after);
  return `${ids.join(', ')}: ${[shownEffects(now), later && `after ${later}`].filter(Boolean).join(', ')}`;
}

function fires(entry: Entry, asked: Asked, identity: string, number: number): boolean {
  const { fault, matches, tries } = entry;
  if (!matches(asked)) return false;
  entry.seen += 1;
  const { nth, from = 1, every = 1, request } = fault.on;
  if (nth !== undefined && entry.seen !== nth) return false;
  if (entry.seen < from || (entry.seen - from) % every !== 0) return false;
  if (request !== undefined && number !== request) return false;
  const { times = 1 } = fault;
  if (times === 'always') return true;
  const tried = tries.get(identity) ?? 0;
  tries.set(identity, tried + 1);
  return tried < times;
}

/** Of two entries that say the same thing differently, the first in the plan is right. */
function merged(all: readonly (Effects | undefined)[]): Effects {
  return Object.assign({}, ...all.toReversed());
}

function listed({ id, fault, fired }: Entry): ListedFault {
  return { ...fault, id, fired };
}
