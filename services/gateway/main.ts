import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedGateway } from './embedded.ts';
import { gatewayOptionsFromEnv } from './options-from-env.ts';

await runService((port) => embeddedGateway(onPort(gatewayOptionsFromEnv(process.env, troubleLogger), port)));
