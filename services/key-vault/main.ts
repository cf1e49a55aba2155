import { runService } from '../../core/run-service.ts';
import { embeddedKeyVault } from './embedded.ts';
import { keyVaultOptionsFromEnv } from './options.ts';

await runService(() => embeddedKeyVault(keyVaultOptionsFromEnv(process.env)));
