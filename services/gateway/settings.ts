import type { DeclaredSources } from '../../sources/declared-sources.ts';
import type { CommonSettings } from '../manifest.ts';
import type { StandIn } from './stand-in.ts';

export interface GatewaySettings extends CommonSettings {
  /** Beside those that are built in. */
  readonly standIns: readonly StandIn[];
  readonly sources: DeclaredSources;
  readonly allowedHosts: readonly string[];
}
