import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { GenericContainer } from 'testcontainers';
import { type Authority, openAuthority } from '../authority/open-authority.ts';

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
  return {
    files: [
      { target: TLS_FILES.key, content: key, mode: READABLE_BY_ALL },
      { target: TLS_FILES.cert, content: cert, mode: READABLE_BY_ALL },
      { target: TLS_FILES.ca, content: ca, mode: READABLE_BY_ALL },
    ],
    ca,
    caFile: authority.caCertificatePath,
    remove: async () => {
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  };
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
