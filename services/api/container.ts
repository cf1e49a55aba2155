import { Wait } from 'testcontainers';
import { ANNOUNCEMENT, startAnnounced } from '../../containers/support/announced-endpoints.ts';
import { wholeNumber, wholeSeed } from '../../containers/support/checks.ts';
import { otherNames } from '../../containers/support/server-names.ts';
import { SourceContainer } from '../../containers/support/source-container.ts';
import { StartedServiceContainer } from '../../containers/support/started-service-container.ts';
import { DEFAULT_CAPACITY, MOST_CAPACITY } from '../../core/capacity.ts';
import { MOST_RECORDS } from '../../fixtures/dataset.ts';
import { type ApiEndpoints, apiAt } from './endpoints.ts';
import { resetApi } from './reset.ts';

const PORT = 5001;

/** The API in a separate container. */
export class ApiContainer extends SourceContainer {
  /** @param image built in a clone by `docker build --target api -t connector-playground-api .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT).withWaitStrategy(Wait.forLogMessage(ANNOUNCEMENT));
  }

  /** Which world: a whole number. Default 42. */
  withSeed(seed: number): this {
    return this.withEnvironment({ PLAYGROUND_SEED: String(wholeSeed(seed)) });
  }

  /** How many people live in it, 0 to 1e12. Default 200. */
  withRecords(records: number): this {
    return this.withEnvironment({
      PLAYGROUND_RECORDS: String(wholeNumber('withRecords', records, 0, MOST_RECORDS)),
    });
  }

  /** Limits requests: bursts of `capacity`, ten a second in the long run. Default: no limit. */
  withRateLimit(capacity = DEFAULT_CAPACITY): this {
    return this.withEnvironment({
      PLAYGROUND_RATE_LIMIT: String(wholeNumber('withRateLimit', capacity, 1, MOST_CAPACITY)),
    });
  }

  /** @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override async start(): Promise<StartedApiContainer> {
    const names = await otherNames(this.networkAliases);
    this.withEnvironment({ PLAYGROUND_SERVER_NAMES: names.join(',') });
    const announced = { port: PORT, at: apiAt };
    return new StartedApiContainer(...(await startAnnounced(() => super.start(), announced)));
  }
}

export class StartedApiContainer extends StartedServiceContainer<ApiEndpoints> {
  /** Without a slash at the end: `http://localhost:32768`. */
  getApiUrl(): string {
    return this.endpoints.url;
  }

  /** @deprecated until version 0.3: {@link getApiUrl} */
  get url(): string {
    return this.getApiUrl();
  }

  override reset(): Promise<void> {
    return resetApi(this.endpoints);
  }
}
