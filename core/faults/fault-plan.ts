import { BoundedMap } from '../bounded-map.ts';
import { PlaygroundError } from '../playground-error.ts';
import { wildcard } from '../wildcard.ts';
import { type Ability, canMeet } from './ability.ts';
import { type Asked, identityOf } from './asked.ts';
import type { LateEffects } from './effects.ts';
import { collide } from './exclusive.ts';
import { type Fault, timesOf } from './fault.ts';
import { type Matcher, matcherOf } from './matcher.ts';
import type { Met } from './met.ts';
import { requireAbility } from './require-ability.ts';

/** An entry of a plan, as it is listed. */
export interface ListedFault extends Fault {
  /** Counts what was ever added, from 1. */
  readonly id: number;
  /** How often it has happened. */
  readonly fired: number;
}

/** What only the owner of a world can do to it. */
export interface OwnersEffects {
  /** Moves the clock on by so many milliseconds; resolves when every source is there. */
  readonly clock?: (ms: number) => Promise<void>;
  /** Ends the connector; must not throw. */
  readonly kill?: () => void;
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

/** A plan has at most so many faults. */
const MOST_FAULTS = 100;

/**
 * The faults that a world has in store: services ask it about each request, and do what it says. Which request meets one
 * depends on what is asked and how often that was asked before, never on chance or on time.
 */
export class FaultPlan {
  #entries: readonly Entry[] = [];
  #added = 0;
  readonly #abilities = new Map<string, Ability>();
  #owners: OwnersEffects = {};

  /** True while nothing can happen: services need not even say what is asked. */
  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Says what a service can be made to do. Asked again, as after a restart, the new answer holds. */
  offer(service: string, ability: Ability): void {
    this.#abilities.set(service, ability);
  }

  /** What services have offered. */
  get abilities(): ReadonlyMap<string, Ability> {
    return this.#abilities;
  }

  /** Takes over what only the owner of the world can do. Told again, the new one does it. */
  own(effects: OwnersEffects): void {
    this.#owners = { ...this.#owners, ...effects };
  }

  /** Adds several, or none of them. @throws PlaygroundError `ERR_BAD_OPTION` that names what nobody could bring about */
  add(...faults: readonly Fault[]): readonly ListedFault[] {
    const owned = new Set(Object.keys(this.#owners) as (keyof OwnersEffects)[]);
    if (this.#entries.length + faults.length > MOST_FAULTS) throw tooMany();
    for (const fault of faults) requireAbility(fault, this.#abilities, owned);
    const added = faults.map((fault): Entry => {
      this.#added += 1;
      const matches = matcherOf(fault.on);
      return { id: this.#added, fault, matches, seen: 0, fired: 0, tries: new BoundedMap(REQUESTS) };
    });
    this.#entries = [...this.#entries, ...added];
    return added.map(listed);
  }

  list(): readonly ListedFault[] {
    return this.#entries.map(listed);
  }

  /** Takes one out of the plan, or all. Says whether there was something to take out. */
  clear(id?: number): boolean {
    const before = this.#entries.length;
    this.#entries = id === undefined ? [] : this.#entries.filter((entry) => entry.id !== id);
    return this.#entries.length < before;
  }

  /** The entries stay, and count anew. */
  beginAgain(): void {
    for (const entry of this.#entries) {
      Object.assign(entry, { seen: 0, fired: 0 });
      entry.tries.clear();
    }
  }

  /**
   * What the client meets who asks this; undefined for nothing. Asking counts as a try. Entries are looked at in their
   * order; one that cannot happen together with those before it waits for the next try.
   */
  meet(asked: Asked): Met | undefined {
    let met: Met | undefined;
    for (const entry of this.#entries) {
      const { fault, matches, tries } = entry;
      if (!matches(asked) || !canMeet(fault, asked, this.#abilities)) continue;
      entry.seen += 1;
      if (!isDue(entry) || (met && collides(met, fault))) continue;
      const identity = identityOf(asked);
      const tried = tries.get(identity) ?? 0;
      if (tried >= timesOf(fault)) continue;
      tries.set(identity, tried + 1);
      entry.fired += 1;
      met = together(met, entry);
    }
    return met;
  }

  /** After how many bytes to a client something can happen to such a connection: the next such place. */
  nextBytes({ service, tcp = service }: Pick<Asked, 'service' | 'tcp'>, sent: number): number | undefined {
    const places = this.#entries
      .filter(({ fault: { on } }) => on.tcp !== undefined && [service, tcp].some(wildcard(on.tcp)))
      .map(({ fault }) => fault.on.bytes ?? 0)
      .filter((place) => place > sent);
    return places.length === 0 ? undefined : Math.min(...places);
  }

  /** Does what only the owner of the world can. */
  async act({ clock, kill }: LateEffects): Promise<void> {
    if (clock !== undefined) await this.#owners.clock?.(clock);
    if (kill) this.#owners.kill?.();
  }
}

function tooMany(): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `A fault plan has at most ${MOST_FAULTS} faults. Clear some of them first.`,
  );
}

function isDue({ fault, seen }: Entry): boolean {
  const { nth, from = 1, every = 1 } = fault.on;
  if (nth !== undefined && seen !== nth) return false;
  return seen >= from && (seen - from) % every === 0;
}

function collides(met: Met, { do: now = {}, after = {} }: Fault): boolean {
  return collide(met.do, now) || collide(met.after, after);
}

function together(met: Met | undefined, { id, fault }: Entry): Met {
  return {
    do: { ...met?.do, ...fault.do },
    after: { ...met?.after, ...fault.after },
    ids: [...(met?.ids ?? []), id],
  };
}

function listed({ id, fault, fired }: Entry): ListedFault {
  return { ...fault, id, fired };
}
