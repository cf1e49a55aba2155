import { createHash } from 'node:crypto';
import { GenericContainer, type StartedTestContainer, type WaitStrategy } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { hasCode } from '../../core/playground-error.ts';
import { nameOfImage } from './checks.ts';
import { engineClient } from './engine-client.ts';
import { didNotStart, noImage } from './errors.ts';
import { lastWords } from './last-words.ts';
import { withLastWords } from './with-last-words.ts';

const LABEL = 'connector-playground.settings';

type Settings = Readonly<Record<string, unknown>>;

/**
 * A container of the playground, not started.
 *
 * By `withReuse` testcontainers takes a container that was made in the same way: of the same image, with the same
 * command, environment and labels. It compares neither networks nor files that are copied in, and knows nothing of what
 * is seeded after the start. A label makes them count, so that nobody gets a container with other data, or one that
 * an authority vouches for which was not asked for.
 */
export abstract class SourceContainer extends GenericContainer {
  #createdId: string | undefined;

  constructor(image: string) {
    super(nameOfImage(image));
  }

  /**
   * A start that fails leaves no container, and its error has what the container said last.
   *
   * @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED`
   */
  override async start(): Promise<StartedTestContainer> {
    const { image, container } = await engineClient();
    this.#createdId = undefined;
    try {
      return await super.start();
    } catch (error) {
      if (!(await image.exists(this.imageName))) throw noImage(this.imageName.string, error);
      if (this.#createdId === undefined || hasCode(error, 'ERR_SERVICE_FAILED')) throw error;
      // It failed before anything was waited for, as one does that ends at once: testcontainers leaves it where it is.
      const created = container.getById(this.#createdId);
      const words = await lastWords(created);
      await container.remove(created, { removeVolumes: true });
      throw didNotStart(this.imageName.string, words, error);
    }
  }

  protected override async containerCreated(containerId: string): Promise<void> {
    this.#createdId = containerId;
  }

  /** Whatever is waited for: when it does not come, the error has what the container said last. */
  override withWaitStrategy(strategy: WaitStrategy): this {
    return super.withWaitStrategy(withLastWords(this.imageName.string, strategy));
  }

  /** What tells this container apart beside all that the engine is told, in a form that JSON keeps. */
  protected settings(): Settings | Promise<Settings> {
    return {};
  }

  protected override async beforeContainerCreated(): Promise<void> {
    const { networkMode, networkAliases } = this;
    const text = JSON.stringify({ networkMode, networkAliases, ...(await this.settings()) });
    this.withLabels({ [LABEL]: createHash('sha256').update(text).digest('hex') });
  }
}

/** An authority as a setting: its certificate, which is the same when its folder is opened again. */
export function authoritySetting(authority: Authority | undefined): Settings {
  return { authority: authority?.caCertificate };
}
