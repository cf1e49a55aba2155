export type { Clock } from '../core/clock.ts';
export type { LogFields, Logger } from '../core/logger.ts';
export { PlaygroundError, type PlaygroundErrorCode } from '../core/playground-error.ts';
export type { EndpointsByService, ServiceName } from './catalogue.ts';
export type { PlaygroundOptions } from './options.ts';
export { createPlayground, type Playground } from './playground.ts';
