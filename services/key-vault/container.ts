import { Wait } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { ANNOUNCEMENT, startAnnounced } from '../../containers/support/announced-endpoints.ts';
import { openedAuthority, textByName } from '../../containers/support/checks.ts';
import { otherNames, serverNames } from '../../containers/support/server-names.ts';
import { authoritySetting, SourceContainer } from '../../containers/support/source-container.ts';
import { StartedServiceContainer } from '../../containers/support/started-service-container.ts';
import { TLS_FILES, trustIn } from '../../containers/support/trust.ts';
import { type KeyVaultEndpoints, keyVaultAt } from './endpoints.ts';
import { PUBLIC_NAMES } from './options.ts';
import { resetKeyVault } from './reset.ts';
import { requireSecretNames } from './secret-names.ts';

const PORT = 8443;

/** The key vault, and the identity platform that it trusts, in a separate container. */
export class KeyVaultContainer extends SourceContainer {
  #authority: Authority | undefined;

  /** @param image built in a clone by `docker build --target key-vault -t connector-playground-key-vault .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT).withWaitStrategy(Wait.forLogMessage(ANNOUNCEMENT));
  }

  /** Name to value: what the vault holds at the start and after a reset. Default none. */
  withSecrets(secrets: Readonly<Record<string, string>>): this {
    const checked = textByName('withSecrets', "an object of texts, as in { name: 'value' }", secrets);
    requireSecretNames(Object.keys(checked));
    return this.withEnvironment({ PLAYGROUND_KEY_VAULT_SECRETS: JSON.stringify(checked) });
  }

  /** The authority that signs its certificate, if several containers share one. Default: its own authority. */
  withAuthority(authority: Authority): this {
    this.#authority = openedAuthority(authority);
    return this;
  }

  protected override settings() {
    return authoritySetting(this.#authority);
  }

  /** @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override async start(): Promise<StartedKeyVaultContainer> {
    const names = [...PUBLIC_NAMES, ...(await serverNames(this.networkAliases))];
    const trust = await trustIn(this.#authority, names);
    this.withCopyContentToContainer(trust.files).withEnvironment({
      PLAYGROUND_KEY_VAULT_KEY_FILE: TLS_FILES.key,
      PLAYGROUND_KEY_VAULT_CERT_FILE: TLS_FILES.cert,
      PLAYGROUND_KEY_VAULT_CA_FILE: TLS_FILES.ca,
      PLAYGROUND_SERVER_NAMES: (await otherNames(this.networkAliases)).join(','),
    });
    const announced = { port: PORT, at: keyVaultAt, trust };
    return new StartedKeyVaultContainer(...(await startAnnounced(() => super.start(), announced)));
  }
}

export class StartedKeyVaultContainer extends StartedServiceContainer<KeyVaultEndpoints> {
  /** Where vault and identity platform answer by address, without a slash at the end. */
  getVaultUrl(): string {
    return this.endpoints.url;
  }

  /** @deprecated until version 0.3: {@link getVaultUrl} */
  get url(): string {
    return this.getVaultUrl();
  }

  override reset(): Promise<void> {
    return resetKeyVault(this.endpoints);
  }
}
