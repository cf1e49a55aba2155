/** PEM texts. */
export interface PostgresTls {
  readonly key: string;
  readonly cert: string;
  /** Handed to clients in the endpoints; the server itself asks no client for a certificate. */
  readonly ca?: string;
}
