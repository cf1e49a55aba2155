import type { RecordedEntry } from '../../recordings/read/parse-har.ts';
import type { Recording } from '../../recordings/recording.ts';
import type { DeclaredSources } from '../../sources/declared-sources.ts';
import type { CommonSettings } from '../manifest.ts';
import type { StandIn } from './stand-in.ts';

export interface GatewaySettings extends CommonSettings {
  /** Beside those that are built in. */
  readonly standIns: readonly StandIn[];
  readonly sources: DeclaredSources;
  readonly allowedHosts: readonly string[];
  readonly replays: readonly RecordedEntry[];
  readonly replayIgnore: readonly string[];
  readonly recording: Recording | undefined;
}
