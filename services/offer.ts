import type { Address } from '../core/place.ts';

interface Login {
  readonly user: string;
  readonly password: string;
}

/** A PostgreSQL database and its users, for those who are a way to it. */
interface OfferedDatabase extends Address {
  readonly database: string;
  readonly owner: Login;
  readonly reader: Login;
  /** As the reader: `postgresql://…`. */
  readonly readerUrl: string;
  /** The `application_name` that a session logs in by if whoever opened it notes what it does for a client. */
  readonly relay: string;
}

/** A store of objects, for those who write files. */
interface OfferedStore {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * What a started service offers to others. They take what they can use, from any service: so no service knows another.
 */
export interface Offer {
  /** Names and ports by which tunnels through the bastion reach it. */
  readonly tunnels?: readonly (Address & { readonly to: Address })[];
  /** Public names that it answers for, behind the gateway; without a port 80 and 443. */
  readonly publicNames?: readonly {
    readonly host: string;
    readonly port?: number;
    readonly to: Address & { readonly tls: boolean };
  }[];
  /** Name and value, to be kept in a vault. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly database?: OfferedDatabase;
  readonly objectStore?: OfferedStore;
}

/** An offer, and of which service it is. */
export interface Offered extends Offer {
  readonly service: string;
}
