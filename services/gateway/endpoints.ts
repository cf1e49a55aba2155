import { type Place, urlAt } from '../../core/place.ts';

/** Where clients who know of no proxy are answered by the name they ask for. */
export interface DirectPorts {
  readonly http: number;
  readonly https: number;
}

export interface GatewayEndpoints {
  /** What `HTTP_PROXY` and `HTTPS_PROXY` are set to, without a slash at the end: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The certificate that clients must trust, as a PEM file: for `REQUESTS_CA_BUNDLE`, `SSL_CERT_FILE`, `NODE_EXTRA_CA_CERTS`. */
  readonly caFile: string;
  /** Every name the gateway has an answer for: `api.weather.gov`, `*.vault.azure.net`, `postgres:5432`. */
  readonly hosts: readonly string[];
  /** Only where it was asked for: ports that answer public names without a proxy. */
  readonly direct?: DirectPorts;
}

/** A gateway as clients elsewhere must have it. */
export function gatewayAt(inside: GatewayEndpoints, place: Place): GatewayEndpoints {
  return { ...inside, url: urlAt('http', place), caFile: place.outside(inside.caFile) };
}
