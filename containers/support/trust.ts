import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import { type Authority, openAuthority } from '../../authority/open-authority.ts';
import { readInside } from './read-inside.ts';

type ContentToCopy = Parameters<GenericContainer['withCopyContentToContainer']>[0][number];

/** Where a server in a container finds what it needs for TLS. */
export const TLS_FILES = { key: '/tls/server.key', cert: '/tls/server.crt', ca: '/tls/ca.crt' } as const;

/** Whoever the program in the container runs as, it must be able to read them; the container has nothing to hide. */
const READABLE_BY_ALL = 0o644;

/** What a TLS server in a container is given, and what its clients must trust. */
export interface Trust {
  /** To be copied into the container: see {@link TLS_FILES}. */
  readonly files: ContentToCopy[];
  /** PEM. */
  readonly ca: string;
  /** Where that text is on this machine. */
  readonly caFile: string;
  /**
   * The same for a container that has started. One that is reused (`withReuse`) keeps the authority of its first
   * start, whose certificate is read back from it: what clients were given then goes on to work.
   */
  of(container: StartedTestContainer): Promise<Trust>;
  /** Removes what was made on this machine. */
  remove(): Promise<void>;
}

/**
 * A certificate for a server in a container.
 *
 * @param given who vouches for it; left out, an authority is made that goes with the container
 */
export async function trustIn(given: Authority | undefined, names: readonly string[]): Promise<Trust> {
  const directory = given ? undefined : await mkdtemp(path.join(os.tmpdir(), 'connector-playground-ca-'));
  const authority = given ?? (await openAuthority(directory as string));
  const { key, cert } = authority.issue(names);
  const ca = authority.caCertificate;
  const trust: Trust = {
    files: [
      { target: TLS_FILES.key, content: key, mode: READABLE_BY_ALL },
      { target: TLS_FILES.cert, content: cert, mode: READABLE_BY_ALL },
      { target: TLS_FILES.ca, content: ca, mode: READABLE_BY_ALL },
    ],
    ca,
    caFile: authority.caCertificatePath,
    of: async (container) => {
      // A container of another authority than the given one is not reused (`SourceContainer`).
      if (given) return trust;
      const inside = await readInside(container, TLS_FILES.ca);
      await writeFile(authority.caCertificatePath, inside);
      return { ...trust, ca: inside };
    },
    remove: async () => {
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  };
  return trust;
}

/** The authority itself, for a server that makes certificates for whatever name it is asked for. */
export async function authorityFiles(caFile: string, folder: string): Promise<ContentToCopy[]> {
  return Promise.all(
    ['ca.crt', 'ca.key'].map(async (name) => ({
      target: path.posix.join(folder, name),
      content: await readFile(path.join(path.dirname(caFile), name)),
      mode: READABLE_BY_ALL,
    })),
  );
}
