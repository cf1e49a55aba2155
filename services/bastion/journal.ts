import type { Clock } from '../../core/clock.ts';
import { cutText, LONGEST_QUOTE } from '../../core/cut-text.ts';
import type { Logger } from '../../core/logger.ts';

/** Something that a client tried, and what came of it. */
export interface BastionEvent {
  /** ISO 8601. */
  readonly time: string;
  /** The client's address and port. */
  readonly remote: string;
  /** Null before a user is named. */
  readonly user: string | null;
  readonly what: 'connection' | 'login' | 'tunnel' | 'session' | 'unix-socket' | 'remote-forward';
  /** The method of a login, the address a tunnel was asked for, … */
  readonly subject: string | null;
  /** `refused` is the bastion's decision; `failed` is a target's or a network's doing. */
  readonly outcome: 'accepted' | 'refused' | 'failed';
  /** Why it was not accepted. */
  readonly reason: string | null;
}

export interface Journal {
  note(event: Omit<BastionEvent, 'time'>): void;
  /** The events kept, oldest first. */
  events(): readonly BastionEvent[];
  clear(): void;
}

/** A sentence with a name in it, of which the client chooses the length. */
const LONGEST_REASON = 4 * LONGEST_QUOTE;

/** Keeps the last `capacity` events, and passes each to the logger. */
export function createJournal(capacity: number, clock: Clock, logger: Logger): Journal {
  let events: BastionEvent[] = [];
  return {
    note(noted) {
      const event: BastionEvent = {
        ...noted,
        time: new Date(clock()).toISOString(),
        user: cutOrNull(noted.user),
        subject: cutOrNull(noted.subject),
        reason: cutOrNull(noted.reason, LONGEST_REASON),
      };
      events.push(event);
      // Cut rarely, by half: shifting one out at every event would move the whole array each time.
      if (events.length >= capacity * 2) events = events.slice(-capacity);
      logger('attempt', { ...event });
    },
    events: () => events.slice(-capacity),
    clear: () => {
      events = [];
    },
  };
}

function cutOrNull(text: string | null, longest = LONGEST_QUOTE): string | null {
  return text === null ? null : cutText(text, longest);
}
