/** A file in `directory`, and what it says. */
export interface KeyFile {
  readonly path: string;
  readonly text: string;
  /** The text in base64, for configurations that must keep a key on one line. */
  readonly base64: string;
}

/** One key pair that `key.user` may log in with. */
export interface UserKey {
  /** The line of an `authorized_keys` file: `ssh-rsa AAAA…`. */
  readonly publicKey: string;
  /** `BEGIN OPENSSH PRIVATE KEY`: every SSH client reads it. */
  readonly openSsh: KeyFile;
  /**
   * RSA as PKCS#1 and ECDSA as SEC1, which paramiko and most SSH clients read; Ed25519 as PKCS#8, which is the
   * only PEM there is for it (RFC 8410) and which few SSH clients read.
   */
  readonly pem: KeyFile;
}

export interface HostKey {
  /** The name of the kind in SSH: `ssh-ed25519`. */
  readonly type: string;
  /** As `ssh-keygen -l` prints it: `SHA256:` and base64 without padding. */
  readonly fingerprint: string;
}

export interface BastionEndpoints {
  readonly host: string;
  readonly port: number;
  readonly password: { readonly user: string; readonly password: string };
  /** The user with keys. The keys called encrypted need the passphrase; the others have none. */
  readonly key: {
    readonly user: string;
    readonly passphrase: string;
    readonly rsa: UserKey;
    readonly rsaEncrypted: UserKey;
    readonly ecdsa: UserKey;
    readonly ecdsaEncrypted: UserKey;
    readonly ed25519: UserKey;
    readonly ed25519Encrypted: UserKey;
  };
  readonly hostKeys: readonly HostKey[];
  /** Lines for a `known_hosts` file, one for each host key. */
  readonly knownHosts: string;
  /** What a tunnel may be asked for; the names mean something to the bastion only. */
  readonly forwards: readonly { readonly host: string; readonly port: number }[];
}
