import { createHash } from 'node:crypto';
import { GenericContainer } from 'testcontainers';
import type { Authority } from '../../authority/open-authority.ts';
import { nameOfImage } from './checks.ts';

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
  constructor(image: string) {
    super(nameOfImage(image));
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
