import type { Clock } from '../../core/clock.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import type { Effects } from '../../core/faults/effects.ts';
import type { SourceDeclaration } from '../declaration.ts';
import type { Parameters } from './parameters.ts';
import type { SourceRoute } from './source-routes.ts';
import type { SourceState } from './source-state.ts';

/** A request to a source that may be answered, with all that its answer depends on. */
export interface SourceExchange {
  readonly declaration: SourceDeclaration;
  readonly state: SourceState;
  readonly route: SourceRoute;
  /** The values of the parts of its path. */
  readonly parts: Readonly<Record<string, string>>;
  /** As the client wrote it. */
  readonly url: URL;
  readonly parameters: Parameters;
  readonly clock: Clock;
  /** What of a fault plan it has met. */
  readonly effects: Effects;
  /** Undefined where nobody keeps a journal. */
  readonly entry: JournalEntry | undefined;
}
