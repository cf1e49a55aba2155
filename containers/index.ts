export { PlaygroundError, type PlaygroundErrorCode } from '../core/playground-error.ts';
export type { Service } from '../core/service.ts';
export type { EndpointsByService, ServiceName } from '../playground/endpoints-by-service.ts';
export type { Configuration } from '../playground/examples/example.ts';
export { ConnectorPlaygroundContainer } from './connector-playground-container.ts';
export { containerService, type StartedServiceContainer } from './container-service.ts';
export type { SourceName } from './source-names.ts';
export { StartedConnectorPlaygroundContainer } from './started-connector-playground-container.ts';
