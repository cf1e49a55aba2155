import { openAuthority } from '../../authority/open-authority.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedGateway } from '../../services/gateway/embedded.ts';
import { gatewayOptionsFromEnv } from '../../services/gateway/options-from-env.ts';
import { AUTHORITY_FOLDER } from './set-up.ts';

/** The gateway's process with the authority at hand, so that there is a certificate for every name. */
await runService((port) => {
  const settings = new EnvironmentSettings(process.env, troubleLogger);
  const authority = openAuthority(settings.text('PLAYGROUND_GATEWAY_AUTHORITY', AUTHORITY_FOLDER));
  const gateway = embeddedGateway({
    ...onPort(gatewayOptionsFromEnv(process.env, troubleLogger), port),
    issue: async (host) => (await authority).issue([host]),
  });
  return {
    ...gateway,
    async start() {
      await authority;
      return gateway.start();
    },
  };
});
