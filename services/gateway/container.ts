import { Wait } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { ANNOUNCEMENT, startAnnounced } from '../../containers/support/announced-endpoints.ts';
import {
  nonEmptyText,
  openedAuthority,
  refused,
  textByName,
  wholeNumber,
  wholeSeed,
} from '../../containers/support/checks.ts';
import { otherNames, serverNames } from '../../containers/support/server-names.ts';
import { authoritySetting, SourceContainer } from '../../containers/support/source-container.ts';
import { StartedServiceContainer } from '../../containers/support/started-service-container.ts';
import { authorityFiles, TLS_FILES, trustIn } from '../../containers/support/trust.ts';
import { hostPattern } from '../../core/host-pattern.ts';
import { MOST_RECORDS } from '../../fixtures/dataset.ts';
import { type GatewayEndpoints, gatewayAt } from './endpoints.ts';
import { parseUpstreams } from './parse-upstreams.ts';
import { resetGateway } from './reset.ts';

const PORT = 8080;
const AUTHORITY_INSIDE = '/authority/root';

/** The gateway in a separate container, with an authority that makes a certificate for every host. */
export class GatewayContainer extends SourceContainer {
  #authority: Authority | undefined;

  /** @param image built in a clone by `docker build --target gateway -t connector-playground-gateway .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT)
      .withWaitStrategy(Wait.forLogMessage(ANNOUNCEMENT))
      .withCommand(['node', 'dist/playground/compose/gateway-main.js']);
  }

  /** Which world its stand-ins show: a whole number. Default 42. */
  withSeed(seed: number): this {
    return this.withEnvironment({ PLAYGROUND_SEED: String(wholeSeed(seed)) });
  }

  /** How many people live in it. Default 200. */
  withRecords(records: number): this {
    return this.withEnvironment({
      PLAYGROUND_RECORDS: String(wholeNumber('withRecords', records, 0, MOST_RECORDS)),
    });
  }

  /**
   * Who else answers for a public name, by the address that the container knows it under:
   * `{ '*.vault.azure.net': 'https://key-vault:8443', 'postgres:5432': 'tcp://postgres:5432' }`.
   */
  withUpstreams(upstreams: Readonly<Record<string, string>>): this {
    const checked = textByName(
      'withUpstreams',
      "an object of addresses, as in { 'api.example.com': 'http://api:5001' }",
      upstreams,
    );
    const list = Object.entries(checked).map(([host, url]) => `${host}=${url}`);
    for (const each of list) {
      const [parsed, ...more] = parseUpstreams(each);
      if (!parsed || more.length > 0) throw refused('withUpstreams', 'one address for each name', each);
      hostPattern(parsed.host);
    }
    return this.withEnvironment({ PLAYGROUND_GATEWAY_UPSTREAMS: list.join(',') });
  }

  /** Names that are let through to the network; `*` stands for any text. Default none. */
  withAllowedHosts(...allowedHosts: string[]): this {
    for (const host of allowedHosts)
      hostPattern(nonEmptyText('withAllowedHosts', "names, as in '*.example.com'", host));
    return this.withEnvironment({ PLAYGROUND_ALLOWED_HOSTS: allowedHosts.join(',') });
  }

  /** The authority that signs for the hosts, if several containers share one. Default: its own authority. */
  withAuthority(authority: Authority): this {
    this.#authority = openedAuthority(authority);
    return this;
  }

  protected override settings() {
    return authoritySetting(this.#authority);
  }

  /** @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override async start(): Promise<StartedGatewayContainer> {
    const trust = await trustIn(this.#authority, await serverNames(this.networkAliases));
    this.withCopyContentToContainer([
      ...trust.files,
      ...(await authorityFiles(trust.caFile, AUTHORITY_INSIDE)),
    ]).withEnvironment({
      PLAYGROUND_GATEWAY_AUTHORITY: AUTHORITY_INSIDE,
      PLAYGROUND_GATEWAY_KEY_FILE: TLS_FILES.key,
      PLAYGROUND_GATEWAY_CERT_FILE: TLS_FILES.cert,
      PLAYGROUND_GATEWAY_CA_FILE: TLS_FILES.ca,
      PLAYGROUND_SERVER_NAMES: (await otherNames(this.networkAliases)).join(','),
    });
    const announced = { port: PORT, at: gatewayAt, trust };
    return new StartedGatewayContainer(...(await startAnnounced(() => super.start(), announced)));
  }
}

export class StartedGatewayContainer extends StartedServiceContainer<GatewayEndpoints> {
  /** What `HTTP_PROXY` and `HTTPS_PROXY` are set to. */
  getGatewayUrl(): string {
    return this.endpoints.url;
  }

  /** @deprecated until version 0.3: {@link getGatewayUrl} */
  get url(): string {
    return this.getGatewayUrl();
  }

  override reset(): Promise<void> {
    return resetGateway(this.endpoints);
  }
}
