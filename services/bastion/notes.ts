import type { Clock } from '../../core/clock.ts';
import { endEntry } from '../../core/control/end-entry.ts';
import type { Journal } from '../../core/control/journal.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { cutText, LONGEST_QUOTE } from '../../core/cut-text.ts';
import type { Logger } from '../../core/logger.ts';
import type { ErrorCode } from './error-code.ts';

const SERVICE = 'bastion';

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

type Noted = Omit<BastionEvent, 'time'>;

/** What is written of clients: entries in the playground's journal, and events with reasons in the log. */
export interface Notes {
  /** Begins an entry. */
  begin(operation: BastionEvent['what'], target: string | null): JournalEntry;
  /** @param startedAt by `performance.now()` */
  end(entry: JournalEntry, startedAt: number, errorCode?: ErrorCode): void;
  /** Keeps an event; the log has those that tell why something was not done. */
  tell(event: Noted): void;
  /** What was over as soon as it was asked for: an event, and an entry. */
  refuse(event: Omit<Noted, 'outcome'>, errorCode: ErrorCode): void;
  /** The events kept, oldest first. */
  events(): readonly BastionEvent[];
  /** Forgets the events. */
  clear(): void;
}

/** A sentence with a name in it, of which the client chooses the length. */
const LONGEST_REASON = 4 * LONGEST_QUOTE;

/** Keeps the last `capacity` events. */
export function createNotes(journal: Journal, capacity: number, clock: Clock, logger: Logger): Notes {
  let events: BastionEvent[] = [];
  const notes: Notes = {
    begin: (operation, target) => journal.begin(clock(), { service: SERVICE, operation, target }),
    end(entry, startedAt, errorCode) {
      entry.errorCode = errorCode ?? null;
      endEntry({ journal, logger }, entry, performance.now() - startedAt);
    },
    tell(noted) {
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
      if (event.outcome !== 'accepted') logger('attempt', { ...event });
    },
    refuse(noted, errorCode) {
      const startedAt = performance.now();
      notes.end(notes.begin(noted.what, noted.subject), startedAt, errorCode);
      notes.tell({ ...noted, outcome: 'refused' });
    },
    events: () => events.slice(-capacity),
    clear: () => {
      events = [];
    },
  };
  return notes;
}

function cutOrNull(text: string | null, longest = LONGEST_QUOTE): string | null {
  return text === null ? null : cutText(text, longest);
}
