/** Where another service of the playground listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** Whether it speaks TLS. A byte tunnel passes what comes, whatever this says. */
  readonly tls: boolean;
}

/**
 * A name that another service of the playground answers for. Requests for it are relayed with the Host header
 * they came with. On a `port` other than 80 and 443, `CONNECT` gives an opaque tunnel.
 */
export interface Upstream {
  /** `login.microsoftonline.com`, or with `*` for any text: `*.vault.azure.net`, `s3.*.amazonaws.com`. */
  readonly host: string;
  /** Default: 80 and 443. */
  readonly port?: number;
  readonly to: Address;
}
