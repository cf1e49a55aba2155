import { onPort, runService, troubleLogger } from '../../core/run-service.ts';
import { embeddedKeyVault } from './embedded.ts';
import { keyVaultOptionsFromEnv } from './options.ts';

await runService((port) =>
  embeddedKeyVault(onPort(keyVaultOptionsFromEnv(process.env, troubleLogger), port)),
);
