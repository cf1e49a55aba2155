import { createHash } from 'node:crypto';
import type { KeyVaultOptions } from '../options.ts';
import {
  alreadyExists,
  deletedButRecoverable,
  deletedSecretNotFound,
  secretNotFound,
  tooManyVersions,
} from './errors.ts';
import type { DeletedSecret, Secret, SecretChange, SecretVersion } from './secret.ts';

/** Days for which a deleted secret can be recovered. */
export const RECOVERABLE_DAYS = 90;
const SECONDS_PER_DAY = 86_400;
/** Of all secrets, deleted ones among them: each may have 25 KiB. Azure has no such limit, but more than one machine. */
const MOST_VERSIONS = 5_000;

type Needed = Pick<KeyVaultOptions, 'vaultName' | 'secrets' | 'clock'>;

/** All that changes while the vault runs. Names keep their spelling, but are found in any: Azure ignores case. */
export class SecretStore {
  readonly #options: Needed;
  readonly #secrets = new Map<string, Secret>();
  readonly #deleted = new Map<string, DeletedSecret>();
  #versionsMade = 0;
  #size = 0;

  constructor(options: Needed) {
    this.#options = options;
    this.reset();
  }

  reset(): void {
    this.#secrets.clear();
    this.#deleted.clear();
    this.#versionsMade = 0;
    this.#size = 0;
    for (const [name, value] of Object.entries(this.#options.secrets)) this.set(name, value, {});
  }

  /** How many versions there are, those of deleted secrets among them. */
  get size(): number {
    return this.#size;
  }

  list(): Secret[] {
    return [...this.#secrets.values()].sort(byName);
  }

  listDeleted(): DeletedSecret[] {
    this.#purgeWhatIsDue();
    return [...this.#deleted.values()].sort(byName);
  }

  /** @throws VaultError 404 */
  get(name: string): Secret {
    const secret = this.#secrets.get(name.toLowerCase());
    if (!secret) throw secretNotFound(name);
    return secret;
  }

  /** @throws VaultError 404 */
  version(name: string, id: string): SecretVersion {
    const version = this.get(name).versions.find((each) => each.id === id.toLowerCase());
    if (!version) throw secretNotFound(`${name}/${id}`);
    return version;
  }

  /** @throws VaultError 404 */
  getDeleted(name: string): DeletedSecret {
    this.#purgeWhatIsDue();
    const secret = this.#deleted.get(name.toLowerCase());
    if (!secret) throw deletedSecretNotFound(name);
    return secret;
  }

  /**
   * Adds a version, which is then the latest.
   *
   * @throws VaultError 409 when a deleted secret has the name
   * @throws VaultError 403 when there are too many versions already
   */
  set(name: string, value: string, change: SecretChange): SecretVersion {
    this.#refuseDeleted(name);
    this.#refuseMoreThan(MOST_VERSIONS - 1);
    const now = this.#now();
    const version = {
      enabled: true,
      ...change,
      id: this.#nextVersionId(),
      value,
      created: now,
      updated: now,
    };
    this.#size += 1;
    const known = this.#secrets.get(name.toLowerCase());
    this.#put(known ? { ...known, versions: [...known.versions, version] } : { name, versions: [version] });
    return version;
  }

  /** @throws VaultError 404 */
  update(name: string, id: string, change: SecretChange): SecretVersion {
    const secret = this.get(name);
    const before = this.version(name, id);
    const after = { ...before, ...change, updated: this.#now() };
    const [first, ...others] = secret.versions;
    const replaced = (version: SecretVersion) => (version === before ? after : version);
    this.#put({ ...secret, versions: [replaced(first), ...others.map(replaced)] });
    return after;
  }

  /** @throws VaultError 404 */
  delete(name: string): DeletedSecret {
    const now = this.#now();
    const scheduledPurgeAt = now + RECOVERABLE_DAYS * SECONDS_PER_DAY;
    const deleted = { ...this.get(name), deletedAt: now, scheduledPurgeAt };
    this.#secrets.delete(name.toLowerCase());
    this.#deleted.set(name.toLowerCase(), deleted);
    return deleted;
  }

  /** @throws VaultError 404 */
  recover(name: string): Secret {
    const { name: spelling, versions } = this.getDeleted(name);
    this.#deleted.delete(name.toLowerCase());
    return this.#put({ name: spelling, versions });
  }

  /** @throws VaultError 404 */
  purge(name: string): void {
    this.#forget(this.getDeleted(name));
  }

  /**
   * @throws VaultError 409 when the name is taken, by a deleted secret or a living one
   * @throws VaultError 403 when there would be too many versions
   */
  restore(secret: Secret): Secret {
    this.#refuseDeleted(secret.name);
    if (this.#secrets.has(secret.name.toLowerCase())) throw alreadyExists(secret.name);
    this.#refuseMoreThan(MOST_VERSIONS - secret.versions.length);
    this.#size += secret.versions.length;
    return this.#put(secret);
  }

  #put(secret: Secret): Secret {
    this.#secrets.set(secret.name.toLowerCase(), secret);
    return secret;
  }

  #refuseDeleted(name: string): void {
    this.#purgeWhatIsDue();
    if (this.#deleted.has(name.toLowerCase())) throw deletedButRecoverable(name);
  }

  #refuseMoreThan(most: number): void {
    if (this.#size > most) throw tooManyVersions(MOST_VERSIONS);
  }

  #purgeWhatIsDue(): void {
    const now = this.#now();
    for (const deleted of this.#deleted.values()) {
      if (deleted.scheduledPurgeAt <= now) this.#forget(deleted);
    }
  }

  #forget({ name, versions }: DeletedSecret): void {
    this.#deleted.delete(name.toLowerCase());
    this.#size -= versions.length;
  }

  #now(): number {
    return Math.floor(this.#options.clock() / 1000);
  }

  /** A count in disguise: the same calls give the same versions in every playground. */
  #nextVersionId(): string {
    this.#versionsMade += 1;
    const source = `${this.#options.vaultName}/${this.#versionsMade}`;
    return createHash('sha256').update(source).digest('hex').slice(0, 32);
  }
}

function byName(one: Secret, other: Secret): number {
  return one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1;
}
