/** What happens to a client, in place of the answer that it would have had or to that answer. */
export interface Effects {
  /** The status of HTTP that is answered in place of the answer. */
  readonly status?: number;
  /** Headers of the answer, whichever it is. `{now+2s}` in a value is a date of HTTP, so long after that of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is answered in place of the answer, with the status 200 unless `status` says another. */
  readonly body?: string;
  /** A page of HTML in place of the answer, with the status 200 unless `status` says another. */
  readonly html?: true;
  /** The error of a database that is answered in place of the answer: a SQLSTATE. What it ends in reality ends. */
  readonly sqlstate?: string;
  /** The text of that error. Left out: the one that the database has for it. */
  readonly message?: string;
  /** What serves the session is ended by the database's own means, or the session with all its tunnels by RST. */
  readonly terminate?: 'backend' | 'session';
  /** A page without rows, with a cursor to the page after it. */
  readonly empty?: true;
  /** A page of at most so many rows; the cursor goes on after them. */
  readonly short?: number;
  /** Every row of the page twice. */
  readonly duplicate?: true;
  /** The rows of the page in another order. */
  readonly shuffle?: true;
  /** Rows with the same stamp are in another order at every request. */
  readonly ties?: 'shuffled';
  /** The answer of so many milliseconds ago. */
  readonly stale?: number;
  /** Rows beyond this place of a walk are not served. */
  readonly cap?: number;
  /** Where the answer says that the walk goes on: at the same page, nowhere, or at a host that nobody knows. */
  readonly next?: 'same' | 'none' | 'other-host';
  /** What the client holds is taken for too old: its token, or the cursor of its walk. */
  readonly expire?: 'token' | 'scroll';
  /** The body ends there with the connection: after so many bytes, at its half, or after the last row before its half. */
  readonly cut?: number | 'half' | 'row';
  /** The body is compressed and lacks the trailer; with `cut`, what it holds ends there. */
  readonly gzip?: 'broken';
  /** `Content-Length` promises a byte more than there is, or no length is told and the body ends with the connection. */
  readonly length?: 'wrong' | 'none';
  /** The connection is reset in place of an answer; with `cut`, there. */
  readonly reset?: true;
  /** The connection is not opened, and the client is told so. */
  readonly refuse?: true;
  /** Nothing is answered, and the connection stays open. */
  readonly hang?: true;
  /** So many bytes a second. */
  readonly slow?: number;
  /** So many milliseconds before anything is answered. */
  readonly latency?: number;
  /** The clock of the world moves on by so many milliseconds. */
  readonly clock?: number;
  /** Whoever runs the connector ends it with SIGKILL. */
  readonly kill?: true;
}

/** As much of a body is held back where it must be known before it is sent; of a longer one the rest is not served. */
export const MOST_HELD = 16 * 1_048_576;

export type EffectName = keyof Effects;

/** Of these each value is an ability of its own. */
const BY_VALUE = ['next', 'expire', 'terminate'] as const;
type ByValue = (typeof BY_VALUE)[number];

/** What can be had or not: an effect, or one with a value. */
export type EffectTerm =
  | Exclude<EffectName, ByValue>
  | { readonly [Name in ByValue]: `${Name}: ${NonNullable<Effects[Name]>}` }[ByValue];

export function termsOf(effects: Effects): readonly EffectTerm[] {
  return (Object.keys(effects) as EffectName[]).map((name) =>
    BY_VALUE.some((valued) => valued === name)
      ? (`${name}: ${effects[name]}` as EffectTerm)
      : (name as EffectTerm),
  );
}

/** What can happen when an answer is ready. */
export type LateEffects = Pick<Effects, 'clock' | 'kill'>;

/** `status: 500, headers: {"Retry-After":"2"}`: on one line, for people. */
export function shownEffects(effects: Effects): string {
  return Object.entries(effects)
    .map(([name, value]) => (value === true ? name : `${name}: ${shownValue(value)}`))
    .join(', ');
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
