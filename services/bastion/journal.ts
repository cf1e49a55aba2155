import type { Clock } from '../../core/clock.ts';
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

/** Clients choose these texts, so none may fill the memory. */
const MAX_TEXT = 256;
const MAX_REASON = 1_024;

/** Keeps the last `capacity` events, and passes each to the logger. */
export function createJournal(capacity: number, clock: Clock, logger: Logger): Journal {
  let events: BastionEvent[] = [];
  return {
    note(noted) {
      const event: BastionEvent = {
        ...noted,
        time: new Date(clock()).toISOString(),
        user: noted.user?.slice(0, MAX_TEXT) ?? null,
        subject: noted.subject?.slice(0, MAX_TEXT) ?? null,
        reason: noted.reason?.slice(0, MAX_REASON) ?? null,
      };
      events.push(event);
      // Cut rarely, by half: shifting one out at every event would move the whole array each time.
      if (events.length >= capacity * 2) events = events.slice(-capacity);
      logger(`bastion.${event.what}`, { ...event });
    },
    events: () => events.slice(-capacity),
    clear: () => {
      events = [];
    },
  };
}
