export type { Clock } from '../core/clock.ts';
export type { LogFields, Logger } from '../core/logger.ts';
export { PlaygroundError, type PlaygroundErrorCode } from '../core/playground-error.ts';
export type { StandIn, World } from '../services/gateway/stand-in.ts';
export { BASTION_NAME, SSH_PORT } from './bastion-name.ts';
export { diagnose } from './diagnosis.ts';
export { readEndpointsFile, readOtherEndpoints } from './endpoints-file.ts';
export { environmentOf } from './environment.ts';
export { type Configuration, type Example, notesOf, servicesOf } from './examples/example.ts';
export { configurationOf, exampleIn, exampleOf, examples, requireServices } from './examples/examples.ts';
export {
  type Count,
  type Expectation,
  type ExpectedSync,
  type ExpectedTable,
  presentCount,
} from './examples/expectation.ts';
export type { Finding } from './finding.ts';
export { loadStandIn } from './load-stand-in.ts';
export {
  type EndpointsByService,
  type ServiceName,
  type StartedEndpoints,
  startedServices,
} from './manifests.ts';
export type { PlaygroundOptions } from './options.ts';
export { createPlayground, type Playground } from './playground.ts';
export { isResettable, resetStarted } from './reset-started.ts';
export { type AskedService, type FormerName, type ServiceOf, serviceNameOf } from './service-names.ts';
export { statusOf } from './status.ts';
export { DEFAULT_TRUTH, readTruthFile, type Truth } from './truth.ts';
