import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { BoundedMap } from '../../core/bounded-map.ts';

/** All addresses of a name. */
type Resolve = (name: string) => Promise<readonly string[]>;

/** Replicas come and go, and a name server in a network of containers is asked for next to nothing. */
const FRESH_MS = 1000;
const KEPT_NAMES = 1000;

interface Known {
  addresses: readonly string[];
  turn: number;
  askedAt: number;
}

/**
 * Takes the addresses behind a name in turn, so that replicas share the work. A system's resolver sorts addresses, and
 * a kept connection is used again: left to them, one replica would get every request.
 */
export class Replicas {
  readonly #resolve: Resolve;
  readonly #known = new BoundedMap<string, Known>(KEPT_NAMES);

  constructor(resolve: Resolve = resolveAll) {
    this.#resolve = resolve;
  }

  /** The address whose turn it is; the name itself while it is not known to have several. */
  next(name: string): string {
    if (isIP(name)) return name;
    const known = this.#known.get(name) ?? { addresses: [], turn: 0, askedAt: Number.NEGATIVE_INFINITY };
    this.#known.set(name, known);
    if (performance.now() - known.askedAt > FRESH_MS) this.#refresh(name, known);
    const { addresses } = known;
    if (addresses.length < 2) return name;
    known.turn += 1;
    return addresses[known.turn % addresses.length] as string;
  }

  /** One of the addresses did not answer. */
  forget(name: string): void {
    this.#known.delete(name);
  }

  /** In the background: a request need not wait for the news, and a name that is unknown is an error of the request's own. */
  #refresh(name: string, known: Known): void {
    known.askedAt = performance.now();
    this.#resolve(name).then(
      (addresses) => {
        known.addresses = addresses;
      },
      () => undefined,
    );
  }
}

async function resolveAll(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true });
  // An IPv4 and an IPv6 address are two ways to one server rather than two servers.
  return found.filter(({ family }) => family === found[0]?.family).map(({ address }) => address);
}
