import type { Effects } from './effects.ts';

/** When a fault happens: everything that is given must hold. Texts may have `*` for any text. */
export interface Occurrence {
  readonly service?: string;
  readonly route?: string;
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  /** Parameters by name; `*` asks only that it is there. */
  readonly query?: Readonly<Record<string, string>>;
  /** The lower bound of an incremental read, whatever the source calls it; `*` asks only that there is one. */
  readonly since?: string;
  /** The page of a walk, from 1. */
  readonly page?: number;
  /** A connection to this service. */
  readonly tcp?: string;
  /** After so many bytes to the client; only with `tcp`. */
  readonly bytes?: number;
  readonly sql?: string;
  readonly object?: string;
  /** Of all that fits the rest, the one with this number in order of arrival, from 1. */
  readonly nth?: number;
  /** The same: from this number on … */
  readonly from?: number;
  /** … and of those every so manieth. */
  readonly every?: number;
  /** The number among all that is asked of the world. */
  readonly request?: number;
}

/** One entry of a plan. */
export interface Fault {
  readonly on: Occurrence;
  /** What the client meets. */
  readonly do?: Effects;
  /** What happens when the answer has been sent. */
  readonly after?: Effects;
  /** How many tries of one and the same request meet it. Default: 1. */
  readonly times?: number | 'always';
}
