import { NULL_VERSION, type ObjectVersion } from './object-version.ts';
import { SortedMap } from './sorted-keys.ts';

/** The setting that holds `Enabled` or `Suspended`; absent while versioning was never turned on. */
export const VERSIONING = 'versioning';

/** A bucket: its settings, and every version of every object in it. Changed by the state alone. */
export class Bucket {
  readonly name: string;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly #settings = new Map<string, string>();
  /** Oldest first; never an empty list. */
  readonly #objects = new SortedMap<readonly ObjectVersion[]>();

  constructor(name: string, createdAt: number) {
    this.name = name;
    this.createdAt = createdAt;
  }

  get isEmpty(): boolean {
    return this.#objects.size === 0;
  }

  get settings(): ReadonlyMap<string, string> {
    return this.#settings;
  }

  /** All keys in the order of their UTF-8 bytes, those whose newest version is a delete marker included. */
  keys(): readonly string[] {
    return this.#objects.keys();
  }

  /** The versions of an object, oldest first. */
  versions(key: string): readonly ObjectVersion[] {
    return this.#objects.get(key) ?? [];
  }

  /** The version that a request without a version id means; it may be a delete marker. */
  newest(key: string): ObjectVersion | undefined {
    return this.versions(key).at(-1);
  }

  version(key: string, versionId: string): ObjectVersion | undefined {
    return this.versions(key).find((version) => version.versionId === versionId);
  }

  /** The object as it is listed: undefined when there is none or it is deleted. */
  current(key: string): ObjectVersion | undefined {
    const newest = this.newest(key);
    return newest?.isDeleteMarker ? undefined : newest;
  }

  /** The id for a version about to be written; `unique` is used when the bucket keeps versions. */
  nextVersionId(unique: () => string): string {
    return this.#settings.get(VERSIONING) === 'Enabled' ? unique() : NULL_VERSION;
  }

  set(setting: string, value: string | undefined): void {
    if (value === undefined) this.#settings.delete(setting);
    else this.#settings.set(setting, value);
  }

  /** @returns the version that it replaces */
  add(version: ObjectVersion): ObjectVersion | undefined {
    const replaced = this.version(version.key, version.versionId);
    const others = this.versions(version.key).filter((other) => other !== replaced);
    this.#objects.set(version.key, [...others, version]);
    return replaced;
  }

  tag(key: string, versionId: string, tags: Readonly<Record<string, string>>): void {
    const versions = this.versions(key).map((version) =>
      version.versionId === versionId ? { ...version, tags } : version,
    );
    if (versions.length > 0) this.#objects.set(key, versions);
  }

  /** @returns the version that was removed */
  remove(key: string, versionId: string): ObjectVersion | undefined {
    const removed = this.version(key, versionId);
    const others = this.versions(key).filter((other) => other !== removed);
    if (others.length > 0) this.#objects.set(key, others);
    else this.#objects.delete(key);
    return removed;
  }
}
