export type { Clock } from '../core/clock.ts';
export type { LogFields, Logger } from '../core/logger.ts';
export { PlaygroundError, type PlaygroundErrorCode } from '../core/playground-error.ts';
export type { StandIn, World } from '../services/gateway/stand-in.ts';
export type { PlaygroundClock } from './clock/playground-clock.ts';
export type { EndpointsByService, ServiceName } from './manifests.ts';
export type { PlaygroundOptions } from './options.ts';
export { createPlayground, type Playground } from './playground.ts';
