import { BASTION_NAME, SSH_PORT } from '../playground/bastion-name.ts';
import type { EndpointsByService } from '../playground/manifests.ts';
import type { Truth } from '../playground/truth.ts';
import { common, type Example } from './example.ts';
import { type Expectation, everythingTwice, firstEverythingThen } from './expectation.ts';

const HARD_CODED_PORT =
  'Insists on port 22: run it with `playground exec`, which connects that port to the bastion.';
/** What the bastion forwards to the API. */
const REMOTE_API_PORT = '5005';
/** How many people an endpoint of `/auth` shows. */
const SHOWN_PEOPLE = 20;
const LOCAL_API_PORT = 8000;
/** Written into the example. */
const LOCAL_DATABASE_PORT = 6543;

/** Examples that go through the bastion. */
export const tunnelExamples: readonly Example[] = [
  {
    path: common('ssh_tunnels/key_based_authentication'),
    needs: ['api', 'bastion'],
    configuration: ({ endpoints: { api, bastion } }) => ({
      ssh_host: hostOnPort22(bastion),
      ssh_user: bastion.key.user,
      api_key: api.credentials.apiKey,
      local_port: String(LOCAL_API_PORT),
      remote_port: REMOTE_API_PORT,
      ssh_private_key: bastion.key.rsaEncrypted.pem.text,
      ssh_key_passphrase: bastion.key.passphrase,
    }),
    expects: shownPeople,
    listensOn: [LOCAL_API_PORT],
    note: HARD_CODED_PORT,
  },
  {
    path: common('ssh_tunnels/password_based_authentication'),
    needs: ['api', 'bastion'],
    configuration: ({ endpoints: { api, bastion } }) => ({
      ssh_host: hostOnPort22(bastion),
      ssh_user: bastion.password.user,
      api_key: api.credentials.apiKey,
      local_port: String(LOCAL_API_PORT),
      remote_port: REMOTE_API_PORT,
      ssh_password: bastion.password.password,
    }),
    expects: shownPeople,
    listensOn: [LOCAL_API_PORT],
    note: `${HARD_CODED_PORT} With sshtunnel 0.4 it needs paramiko below 4; sshtunnel 0.5 runs with paramiko 5.`,
  },
  {
    path: common('ssh_tunnels/using_bastion_server'),
    needs: ['bastion', 'postgres'],
    configuration: ({ endpoints: { bastion, postgres: database } }) => ({
      bastion_host: bastion.host,
      bastion_port: String(bastion.port),
      bastion_user: bastion.key.user,
      bastion_private_key: bastion.key.rsaEncrypted.pem.base64,
      bastion_passphrase: bastion.key.passphrase,
      private_host: 'db.private.internal',
      private_port: '5432',
      db_user: database.owner.user,
      db_password: database.owner.password,
      db_name: database.database,
    }),
    expects: () => firstEverythingThen({ sample_users: 2500 }),
    listensOn: [LOCAL_DATABASE_PORT],
  },
];

/** A name whose port 22 is the bastion. Only `playground exec` can resolve `bastion.playground`. */
function hostOnPort22({ host, port }: EndpointsByService['bastion']): string {
  return port === SSH_PORT ? host : BASTION_NAME;
}

/** Its table is not declared, so without rows there is none. */
function shownPeople({ records }: Truth): Expectation {
  return everythingTwice(records === 0 ? {} : { user: Math.min(SHOWN_PEOPLE, records) });
}
