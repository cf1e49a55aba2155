import type { RecordedRequest } from '../exchange.ts';
import { maskRequest } from '../mask/mask-exchange.ts';
import type { RecordedEntry } from '../read/parse-har.ts';
import { type ReplayRules, replayRules } from './changing-values.ts';
import { differencesOf } from './differences.ts';
import { type Nearest, nearestTo } from './nearest-entry.ts';
import {
  type ComparedRequest,
  comparedRequest,
  type ReplayedEntry,
  replayedEntry,
} from './replayed-entry.ts';

/** What a recording has for a request: the exchange, or the one that is most like it. */
export type Found =
  | { readonly recorded: RecordedEntry }
  | { readonly recorded: undefined; readonly asked: RecordedRequest; readonly nearest: Nearest };

/**
 * Finds recorded answers by method, host, path, query and body. What was recorded several times is given in the order of
 * the recording, and the last one again and again.
 */
export class Replay {
  readonly #rules: ReplayRules;
  readonly #byHost = new Map<string, ReplayedEntry[]>();
  readonly #byPlace = new Map<string, ReplayedEntry[]>();
  /** How often the exchanges that begin with this one were asked for. */
  readonly #asked = new Map<ReplayedEntry, number>();

  /** @param ignored names of parameters and of members of a body that need not be as recorded; `*` stands for any text */
  constructor(recordings: readonly RecordedEntry[], ignored: readonly string[] = []) {
    this.#rules = replayRules(ignored);
    for (const entry of recordings.map(replayedEntry)) {
      append(this.#byHost, entry.host, entry);
      append(this.#byPlace, placeOf(entry), entry);
    }
  }

  /** The hosts that were recorded: `api.example.com`, `api.example.com:8443`. */
  get hosts(): readonly string[] {
    return [...this.#byHost.keys()];
  }

  /** @param request for one of the hosts */
  find(request: RecordedRequest): Found {
    const asked = maskRequest(request);
    const compared = comparedRequest(asked);
    const matches =
      this.#matching(compared) ??
      (compared.method === 'HEAD' ? this.#matching({ ...compared, method: 'GET' }) : undefined);
    if (matches) return { recorded: this.#next(matches).recorded };
    const onHost = this.#byHost.get(compared.host) ?? [];
    return { recorded: undefined, asked, nearest: nearestTo(compared, onHost, this.#rules) };
  }

  /** Those that are the same to the letter, and if there are none, those that differ where rules let them. */
  #matching(asked: ComparedRequest): readonly [ReplayedEntry, ...ReplayedEntry[]] | undefined {
    const there = this.#byPlace.get(placeOf(asked)) ?? [];
    const key = JSON.stringify(asked.parts);
    const same = there.filter(
      ({ parts }) => parts.length === asked.parts.length && JSON.stringify(parts) === key,
    );
    const [first, ...others] =
      same.length > 0
        ? same
        : there.filter(
            ({ parts, recorded }) =>
              differencesOf(asked.parts, parts, recorded.startedAt, this.#rules).length === 0,
          );
    return first && [first, ...others];
  }

  #next(matches: readonly [ReplayedEntry, ...ReplayedEntry[]]): ReplayedEntry {
    const times = this.#asked.get(matches[0]) ?? 0;
    this.#asked.set(matches[0], times + 1);
    return matches[Math.min(times, matches.length - 1)] as ReplayedEntry;
  }
}

function placeOf({ method, host, path }: ComparedRequest): string {
  return `${method} ${host}${path}`;
}

function append(map: Map<string, ReplayedEntry[]>, key: string, entry: ReplayedEntry): void {
  const there = map.get(key);
  if (there) there.push(entry);
  else map.set(key, [entry]);
}
