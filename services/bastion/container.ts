import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Wait } from 'testcontainers';
import { nonEmptyText } from '../../containers/support/checks.ts';
import { readInside } from '../../containers/support/read-inside.ts';
import { SourceContainer } from '../../containers/support/source-container.ts';
import { StartedServiceContainer } from '../../containers/support/started-service-container.ts';
import type { Place } from '../../core/place.ts';
import { Undo } from '../../core/undo.ts';
import type { BastionEndpoints } from './endpoints.ts';
import { aliasNotPossible, noTargets } from './errors.ts';
import { keepKeys, packKeys, unpackKeys } from './key-folder.ts';
import { defaultBastionOptions } from './options.ts';
import { type BastionTarget, parseTargets, presentAddress } from './targets.ts';

const PORT = 2222;
const SECRETS_INSIDE = '/playground/server/bastion';
const HOST_KEYS = ['host-ed25519', 'host-ecdsa', 'host-rsa'];
/** All keys, those of the users among them: one that is reused (`withReuse`) keeps those of its first start. */
const KEYS_INSIDE = '/playground/keys.json';
const ONLY_ROOT = 0o600;
const LOOPBACK = ['127.0.0.1', 'localhost'];

/** OpenSSH in a container: it opens tunnels to the given targets, which are other containers in its network. */
export class BastionContainer extends SourceContainer {
  #targets: readonly BastionTarget[] = [];

  /** @param image built in a clone by `docker build --target bastion -t connector-playground-bastion .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT).withWaitStrategy(
      Wait.forLogMessage(/Server listening on 0\.0\.0\.0 port 2222/),
    );
  }

  /**
   * What tunnels may be asked for: `postgres:5432` under its name in the network, or `127.0.0.1:5005=api:5001`, a port of
   * the bastion's own loopback interface that leads to another container.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` that names the target
   */
  withTargets(...targets: string[]): this {
    for (const target of targets) nonEmptyText('withTargets', "targets, as in 'postgres:5432'", target);
    if (targets.length === 0) throw noTargets();
    this.#targets = parseTargets(targets.join(','));
    const alias = this.#targets.find((target) => !isRelay(target) && !leadsWhereItSays(target));
    if (alias) throw aliasNotPossible(presentAddress(alias));
    const relays = this.#targets.filter(isRelay).map(({ port, to }) => `${port}=${presentAddress(to)}`);
    return this.withEnvironment({
      PLAYGROUND_BASTION_FORWARDS: this.#targets.map(presentAddress).join(','),
      PLAYGROUND_BASTION_RELAYS: [...new Set(relays)].join(','),
    });
  }

  /** @throws PlaygroundError `ERR_BAD_OPTION` without targets, `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override start(): Promise<StartedBastionContainer> {
    return Undo.onFailure(async (undo) => {
      if (this.#targets.length === 0) throw noTargets();
      const directory = await mkdtemp(path.join(os.tmpdir(), 'connector-playground-bastion-'));
      const remove = () => rm(directory, { recursive: true, force: true });
      undo.defer(remove);
      const { password, key } = defaultBastionOptions;
      const made = await keepKeys(directory, key.passphrase);
      const packed = await packKeys(directory);
      const authorized = Object.values(made.user).map(({ publicKey }) => `${publicKey}\n`);
      this.withCopyContentToContainer([
        { target: `${SECRETS_INSIDE}/authorized_keys`, content: authorized.join('') },
        { target: `${SECRETS_INSIDE}/password`, content: password.password },
        ...(await Promise.all(
          HOST_KEYS.map(async (name) => ({
            target: `${SECRETS_INSIDE}/${name}`,
            content: await readFile(path.join(directory, name)),
          })),
        )),
        { target: KEYS_INSIDE, content: packed, mode: ONLY_ROOT },
      ]);
      const forwards = this.#targets.map(({ host, port }) => ({ host, port }));
      const container = await super.start();
      undo.defer(async () => void (await container.stop()));
      const kept = await readInside(container, KEYS_INSIDE);
      await unpackKeys(directory, kept);
      const keys = kept === packed ? made : await keepKeys(directory, key.passphrase);
      const present = ({ host, port }: Place): BastionEndpoints => ({
        host,
        port,
        password,
        key: { ...key, ...keys.user },
        hostKeys: keys.host.presented,
        knownHosts: keys.host.knownHosts({ host, port }),
        forwards,
      });
      return new StartedBastionContainer(container, { port: PORT, present, remove });
    });
  }
}

export class StartedBastionContainer extends StartedServiceContainer<BastionEndpoints> {
  /** Nothing that a client does to it outlives the connection, so there is nothing to bring back. */
  override async reset(): Promise<void> {}
}

function isRelay(target: BastionTarget): boolean {
  return LOOPBACK.includes(target.host) && !leadsWhereItSays(target);
}

function leadsWhereItSays({ host, port, to }: BastionTarget): boolean {
  return to.host === host && to.port === port;
}
