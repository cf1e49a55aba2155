/** One value of a secret. Never changed: an update puts another in its place. Times in seconds since 1970. */
export interface SecretVersion {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly created: number;
  readonly updated: number;
  /** For the client's information: the vault hands a secret out before it and after `expires`, as Azure's does. */
  readonly notBefore?: number;
  readonly expires?: number;
  readonly contentType?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Secret {
  readonly name: string;
  /** Oldest first, at least one. */
  readonly versions: readonly [SecretVersion, ...SecretVersion[]];
}

export interface DeletedSecret extends Secret {
  readonly deletedAt: number;
  readonly scheduledPurgeAt: number;
}

/** What a client may say of a version besides its value; what it does not say stays as it is. */
export type SecretChange = Partial<
  Pick<SecretVersion, 'enabled' | 'notBefore' | 'expires' | 'contentType' | 'tags'>
>;

export function latestOf({ versions }: Secret): SecretVersion {
  return versions.at(-1) ?? versions[0];
}
