/** Where a service that runs elsewhere, in a container say, is for the programs of this machine. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** The path on this machine of a file that has another one where the service runs. */
  outside(path: string): string;
}

/** An address in a URL, where IPv6 stands in brackets. */
export function urlAt(
  scheme: string,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
