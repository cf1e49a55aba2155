import { createHmac } from 'node:crypto';
import { BoundedMap } from '../core/bounded-map.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { canonicalHost } from './host.ts';
import { issueClientCertificate, issueServerCertificate, type ServerCertificate } from './leaf.ts';
import { openRoot, rootFilesIn } from './open-root.ts';
import { dayMs, leafLifetimeMs } from './validity.ts';

/** Vouches for the public names that the playground stands in for, to clients that trust its certificate. */
export interface Authority {
  /** PEM: what clients must trust. */
  readonly caCertificate: string;
  /** Where that text is on disk; absolute. */
  readonly caCertificatePath: string;
  /**
   * A certificate for DNS names, wildcards (`*.example.com`) and IP addresses. Takes about a millisecond
   * the first time; the same set of hosts gets the same certificate again.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` for no host at all, or one that cannot stand in a certificate
   */
  issue(hosts: readonly string[]): ServerCertificate;
  /**
   * A client certificate and its encrypted private key in one PEM text, the form that
   * `ssl.load_cert_chain(certfile, password=passphrase)` of Python reads.
   */
  issueClient(commonName: string, passphrase: string): string;
  /** A secret for a purpose: the same as long as the authority is, and known to nobody who has not its key. */
  secretFor(purpose: string): string;
}

/** A client may ask for an endless series of new names below `*.vault.azure.net`. */
const KEPT_CERTIFICATES = 1000;

/**
 * Opens the certificate authority that lives in a folder as `ca.crt` and `ca.key` (mode 0600), and makes it
 * there the first time.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED`, naming the file, when one of them is broken
 */
export async function openAuthority(directory: string, clock: Clock = systemClock): Promise<Authority> {
  const files = rootFilesIn(directory);
  const root = await openRoot(files, clock);
  const issued = new BoundedMap<string, { certificate: ServerCertificate; issuedAtMs: number }>(
    KEPT_CERTIFICATES,
  );

  return {
    caCertificate: root.certificate,
    caCertificatePath: files.certificate,
    issue(hosts) {
      const names = [...new Set(hosts.map(canonicalHost))].sort();
      const nowMs = clock();
      const known = issued.get(names.join());
      if (known && isFresh(known.issuedAtMs, nowMs)) return known.certificate;
      const certificate = issueServerCertificate(root, atLeastOne(names), nowMs);
      issued.set(names.join(), { certificate, issuedAtMs: nowMs });
      return certificate;
    },
    secretFor(purpose) {
      const key = root.privateKey.export({ type: 'pkcs8', format: 'der' });
      return createHmac('sha256', key).update(purpose).digest('hex');
    },
    issueClient: (commonName, passphrase) => issueClientCertificate(root, commonName, passphrase, clock()),
  };
}

/** A clock may be set forward and back, so that a certificate is used only from its day of issue to half its life. */
function isFresh(issuedAtMs: number, nowMs: number): boolean {
  return issuedAtMs - dayMs <= nowMs && nowMs <= issuedAtMs + leafLifetimeMs / 2;
}

function atLeastOne(names: readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = names;
  if (first !== undefined) return [first, ...others];
  throw new PlaygroundError('ERR_BAD_OPTION', 'A certificate needs at least one host, and none was given.');
}
