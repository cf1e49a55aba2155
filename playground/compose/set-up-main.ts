import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { refuseFaultsFile } from '../../core/faults/no-faults-file.ts';
import { troubleLogger } from '../../core/run-service.ts';
import { heldWorldFrom } from './held-world-from.ts';
import { publishedPlacesFrom } from './places.ts';
import { AUTHORITY_FOLDER, setUp } from './set-up.ts';
import { truthFrom } from './truth-from.ts';

/** What only docker-compose.yml reads. It tells nobody of former names, so that is done here. */
const OF_COMPOSE = ['VAULT_POSTGRES_HOST', 'VAULT_POSTGRES_PORT', 'EXAMPLES', 'WORKBENCH_USER'];

const settings = new EnvironmentSettings(process.env, troubleLogger);
// Before all others, so that `docker compose up` ends with the reason.
refuseFaultsFile(process.env);
const held = heldWorldFrom(settings);
for (const name of OF_COMPOSE) settings.text(`PLAYGROUND_${name}`, '');

await setUp({
  authority: settings.text('PLAYGROUND_SET_UP_AUTHORITY', AUTHORITY_FOLDER),
  directory: settings.text('PLAYGROUND_SET_UP_DIRECTORY', '/playground'),
  published: publishedPlacesFrom(settings),
  names: serverNamesFrom(settings),
  truth: truthFrom(settings, held?.dataset),
  forwards: settings.text('PLAYGROUND_BASTION_FORWARDS', ''),
});
