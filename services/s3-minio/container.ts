import { type StartedTestContainer, Wait } from 'testcontainers';
import { wholeNumber, wholeSeed } from '../../containers/support/checks.ts';
import { SourceContainer } from '../../containers/support/source-container.ts';
import {
  type Presence,
  StartedServiceContainer,
} from '../../containers/support/started-service-container.ts';
import type { Place } from '../../core/place.ts';
import { Undo } from '../../core/undo.ts';
import { createDataset, type DatasetOptions, MOST_RECORDS } from '../../fixtures/dataset.ts';
import { type S3Endpoints, s3At } from './endpoints.ts';
import { defaultS3Options } from './options.ts';
import type { S3Seed } from './remote/seed-store.ts';

const PORT = 9000;
const MOST_PARALLEL_FILES = 1e6;
/** The one health that is bad until objects can be stored; `ready` is good as soon as somebody listens. */
const HEALTH = '/minio/health/cluster';

/** MinIO in a container, with the seeded bucket. */
export class S3Container extends SourceContainer {
  #world: Partial<DatasetOptions> = {};
  #parallelFiles = 0;

  /** @param image built in a clone by `docker build -f services/s3-minio/Dockerfile -t connector-playground-s3 .` */
  constructor(image: string) {
    super(image);
    const { accessKeyId, secretAccessKey } = defaultS3Options;
    this.withExposedPorts(PORT)
      .withEnvironment({ MINIO_ROOT_USER: accessKeyId, MINIO_ROOT_PASSWORD: secretAccessKey })
      .withWaitStrategy(Wait.forHttp(HEALTH, PORT, { abortOnContainerExit: true }));
  }

  /** Which world: a whole number. Default 42. */
  withSeed(seed: number): this {
    this.#world = { ...this.#world, seed: wholeSeed(seed) };
    return this;
  }

  /** How many people live in it. Default 200. */
  withRecords(records: number): this {
    this.#world = { ...this.#world, records: wholeNumber('withRecords', records, 0, MOST_RECORDS) };
    return this;
  }

  /** How many CSV files there are under `parallel/` besides the eight tables, 0 to a million. Default none. */
  withS3Files(files: number): this {
    this.#parallelFiles = wholeNumber('withS3Files', files, 0, MOST_PARALLEL_FILES);
    return this;
  }

  /** @deprecated until version 0.3: {@link withS3Files} */
  withParallelFiles(files: number): this {
    return this.withS3Files(files);
  }

  protected override settings() {
    return { world: this.#world, parallelFiles: this.#parallelFiles };
  }

  /** @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED` */
  override start(): Promise<StartedS3Container> {
    const dataset = createDataset(this.#world);
    const seed: S3Seed = { dataset, parallelFiles: this.#parallelFiles, extraObjects: [] };
    return Undo.onFailure(async (undo) => {
      const container = await super.start();
      undo.defer(async () => void (await container.stop()));
      const { region, accessKeyId, secretAccessKey, bucket } = defaultS3Options;
      const inside = { url: '', region, accessKeyId, secretAccessKey, bucket };
      const present = (place: Place) => s3At(inside, place);
      const started = new StartedS3Container(container, { port: PORT, present }, seed);
      // Loaded only here: what makes invoices and Parquet files is large.
      const { seedStore } = await import('./remote/seed-store.ts');
      await seedStore(started.endpoints, seed);
      return started;
    });
  }
}

export class StartedS3Container extends StartedServiceContainer<S3Endpoints> {
  readonly #seed: S3Seed;

  constructor(container: StartedTestContainer, presence: Presence<S3Endpoints>, seed: S3Seed) {
    super(container, presence);
    this.#seed = seed;
  }

  /** Without a slash at the end. */
  getS3Url(): string {
    return this.endpoints.url;
  }

  /** @deprecated until version 0.3: {@link getS3Url} */
  get url(): string {
    return this.getS3Url();
  }

  /** Every bucket goes, and the seeded one returns. From here, over S3: MinIO cannot do that itself. */
  override async reset(): Promise<void> {
    const { restoreStore } = await import('./remote/seed-store.ts');
    await restoreStore(this.endpoints, this.#seed);
  }
}
