import type { PlaygroundOptions } from '../options.ts';
import type { AskedService } from '../service-names.ts';

/** What every world may have otherwise than its playground. */
type OfEachWorld =
  | 'services'
  | 'seed'
  | 'records'
  | 'anchor'
  | 'world'
  | 'clockRate'
  | 'credentials'
  | 'rateLimit'
  | 'postgresRows'
  | 's3Files'
  | 'standIns'
  | 'declared'
  | 'allowedHosts'
  | 'replays'
  | 'replayIgnore'
  | 'ports'
  | 'controlPort'
  | 'journalSize'
  | 'faults';

/**
 * What a further world may be asked for. What is left out, it has as its playground has it, but it has no faults; its ports
 * are any free ones.
 */
export interface WorldOptions<Asked extends AskedService = AskedService>
  extends Pick<PlaygroundOptions<Asked>, OfEachWorld> {
  /** Another word for `world`. */
  readonly preset?: string;
}
