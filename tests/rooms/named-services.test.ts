import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { manifestOf, type ServiceName, serviceNames } from '../../playground/manifests.ts';

/** Where every service is named: what is to be changed for another one, besides its own folders. */
const OF_ALL = [
  'Dockerfile',
  'clients/python/src/connector_playground_testing/sources.py',
  'containers/sources.ts',
  'deploy/kubernetes/base/kustomization.yaml',
  'docker-compose.yml',
  'playground/manifests.ts',
];

/**
 * Which other files name a service, and may. Examples of connectors (`connectors/`) need services, a manifest says
 * what its service starts after, and a policy of Kubernetes says who may connect.
 */
const ALSO: Readonly<Record<ServiceName, readonly string[]>> = {
  api: [
    'containers/world-endpoints.ts', // how its clients say which world they mean
    'clients/python/src/connector_playground_testing/container_world.py', // the same
    'containers/started-connector-playground-container.ts', // an example in its documentation
    'cli/test/choose-subject.ts', // the world of a connector of which nothing is known
    'trial/reads.ts', // what a connector reads
    'clients/python/src/connector_playground_testing/container.py', // an example in its documentation
    'clients/python/src/connector_playground_testing/playground.py', // can be reset by a request
    'connectors/tunnels.ts',
    'connectors/workshop.ts',
    'containers/connector-playground-container.ts', // an example in its documentation
    'core/control/journal-entry.ts', // an example in its documentation
    'playground/playground.ts', // an example in its documentation
    'services/bastion/manifest.ts',
    'services/gateway/manifest.ts',
  ],
  postgres: [
    'containers/world-endpoints.ts', // how its clients say which world they mean
    'clients/python/src/connector_playground_testing/container_world.py', // the same
    'containers/started-world.ts', // its faults happen at the port of a world alone
    'cli/commands/verify-options.ts', // another thing: a kind of destination
    'cli/commands/verify.ts', // the same
    'cli/test/destination-option.ts', // the same
    'clients/python/src/connector_playground_testing/vault.py', // its address is among the secrets
    'connectors/database.ts',
    'connectors/storage.ts',
    'connectors/tunnels.ts',
    'connectors/workshop.ts',
    'containers/connector-playground-container.ts', // bounds of a setting
    'containers/sources.ts',
    'core/control/journal-entry.ts', // an example in its documentation
    'playground/clock/holder.ts', // who holds the clock of containers brings it along
    'playground/compose/clock-holder.ts', // brings a server along that is not ours
    'playground/compose/seeder.ts', // seeds a server that is not ours
    'playground/compose/world-seeder.ts', // resets it
    'services/bastion/manifest.ts',
    'services/gateway/manifest.ts',
    'services/key-vault/manifest.ts',
    'services/redshift/manifest.ts',
    'clients/matchers/destination.ts', // another thing: a kind of destination
    'verify/destination.ts', // the same
    'verify/destinations/kind-of-name.ts', // the same
    'verify/destinations/open-destination.ts', // the same
  ],
  bastion: [
    'biome.json', // what the containers may import
    'cli/command-environment.ts', // programs that insist on port 22 reach it on any
    'cli/commands/up-options.ts', // an example of a setting
    'cli/ssh/bastion-ssh-config.ts',
    'cli/ssh/names-bastion.ts',
    'cli/ssh/ssh-home.ts',
    'connectors/held-tables.ts',
    'connectors/tunnels.ts',
    'connectors/workshop.ts',
    'containers/host-view.ts', // its keys are files on this machine
    'deploy/kubernetes/base/api/network-policy.yaml',
    'deploy/kubernetes/base/namespace.yaml', // the one that must be root
    'deploy/kubernetes/prepare', // its keys, which no image may hold
    'playground/bastion-name.ts',
    'playground/compose/set-up-main.ts',
    'playground/compose/set-up.ts',
    'services/api/manifest.ts',
    'services/offer.ts', // how services say what tunnels may lead to
    'services/postgres-seed/manifest.ts',
  ],
  s3: [
    'containers/world-endpoints.ts', // how its clients say which world they mean
    'clients/python/src/connector_playground_testing/container_world.py', // the same
    'trial/reads.ts', // what a connector reads
    'verify/causes/rules/objects.ts', // the reads of one service among those of all
    'cli/command-environment.ts', // clients with addresses that are written into them
    'cli/python/python-path.ts',
    'clients/python/src/connector_playground_testing/container.py', // an example in its documentation
    'connectors/database.ts',
    'connectors/storage.ts',
    'containers/connector-playground-container.ts', // an example in its documentation
    'core/signature-v4/scope.ts', // the protocol's own word
    'playground/clock/holder.ts', // who holds the clock of containers brings it along
    'playground/compose/seeder.ts', // seeds a store that is not ours
    'playground/compose/world-seeder.ts', // resets it
    'services/gateway/manifest.ts',
    'services/redshift/manifest.ts',
  ],
  'key-vault': [
    'containers/world-endpoints.ts', // how its clients say which world they mean
    'clients/python/src/connector_playground_testing/container_world.py', // the same
    'cli/run/missing-module.ts', // the name of a package
    'clients/python/src/connector_playground_testing/container_home.py', // its secrets have the ports of this machine
    'clients/python/src/connector_playground_testing/vault.py',
    'connectors/held-tables.ts', // the name of an example
    'connectors/storage.ts',
    'containers/point-vault.ts',
    'containers/reset-view.ts',
    'deploy/kubernetes/base/gateway/deployment.yaml',
    'deploy/kubernetes/base/gateway/network-policy.yaml',
    'services/gateway/container.ts', // an example in its documentation
    'services/gateway/manifest.ts',
    'services/gateway/parse-upstreams.ts', // an example in its documentation
    'services/postgres-seed/manifest.ts', // the secrets that tell where it is
  ],
  gateway: [
    'cli/commands/record.ts', // what is recorded goes through it
    'containers/world-endpoints.ts', // how its clients say which world they mean
    'clients/python/src/connector_playground_testing/container_world.py', // the same
    'cli/test/choose-subject.ts', // the world of a connector of which nothing is known
    'cli/run/reset-before.ts',
    'clients/python/src/connector_playground_testing/playground.py', // can be reset by a request
    'connectors/api.ts',
    'connectors/example.ts', // needed for every public name
    'connectors/examples-page.ts',
    'playground/compose/gateway-main.ts', // the program that has the authority at hand
    'playground/index.ts', // the type of a stand-in
    'playground/load-stand-in.ts',
    'playground/options.ts',
    'playground/settings.ts',
  ],
  redshift: ['connectors/database.ts'],
};

/** These words have other meanings too: they name a service where a program has them as a text, a path or a key. */
const COMMON_WORDS: readonly ServiceName[] = ['api', 'gateway', 'postgres', 's3'];

/** Pages and samples for readers, tests, packages of others, and what `npm run services` and `npm run sketches` write. */
const LEFT_OUT = [
  /\.md$|^docs\/|^examples\/|^workshop\/|^\.env\.example$/,
  /(^|\/)tests\/|^bench\/|^deploy\/kubernetes\/check\//,
  /^(package|package-lock|knip)\.json$|requirements[\w-]*\.txt$/,
  /^clients\/python\/src\/connector_playground_testing\/services\.json$|^connectors\/sketches\.ts$/,
];
const PROGRAM = /\.(ts|js|mjs|py)$/;

function mentionOf(name: ServiceName): RegExp {
  if (!COMMON_WORDS.includes(name)) return new RegExp(name.replaceAll('-', '[-_ ]?'), 'i');
  const { folder = name } = manifestOf(name);
  return new RegExp(`['"\`]${name}['"\`]|services/${folder}\\b|endpoints\\.${name}\\b`);
}

/** Whether a file or one of its folders is called after the service. */
function isItsOwn(file: string, name: ServiceName): boolean {
  const parts = file.split('/').map((part) => part.replace(/\.\w+$/, ''));
  return parts.includes(name) || parts.includes(manifestOf(name).folder ?? name);
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !LEFT_OUT.some((pattern) => pattern.test(file)) && existsSync(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

function filesThatName(name: ServiceName): string[] {
  const mention = mentionOf(name);
  return files
    .filter(({ file }) => PROGRAM.test(file) || !COMMON_WORDS.includes(name))
    .filter(({ file, text }) => !isItsOwn(file, name) && mention.test(text))
    .map(({ file }) => file);
}

describe.each(serviceNames)('%s', (name) => {
  const found = filesThatName(name);

  it('is named outside of its folders by no other files than these', () => {
    const others = found.filter((file) => !OF_ALL.includes(file) && !ALSO[name].includes(file));
    expect(
      others.map((file) => `${file} names ${name}. Derive it from the manifest, or list the file here.`),
    ).toEqual([]);
  });

  it('is still named by all of these', () => {
    expect(ALSO[name].filter((file) => !found.includes(file))).toEqual([]);
    if (COMMON_WORDS.includes(name)) return;
    expect(OF_ALL.filter((file) => !found.includes(file))).toEqual([]);
  });
});

it('fewer than eight files name a service that nothing else depends on', () => {
  expect(filesThatName('redshift').length).toBeLessThan(8);
});

it.each<[text: string, name: ServiceName, names: boolean]>([
  ["case 'redshift':", 'redshift', true],
  ['PLAYGROUND_REDSHIFT_HOST', 'redshift', true],
  ['/** As in Redshift. */', 'redshift', true],
  ['endpoints.keyVault', 'key-vault', true],
  ['key_vault: KeyVault', 'key-vault', true],
  ['the key vault', 'key-vault', true],
  ["needs: ['api']", 'api', true],
  ['the API answers', 'api', false],
  ["from '../services/s3-minio/endpoints.ts'", 's3', true],
  ['endpoints.postgres.url', 'postgres', true],
  ['postgresql://', 'postgres', false],
])('%s', (text, name, names) => {
  expect(mentionOf(name).test(text)).toBe(names);
});
