import type { Duplex } from 'node:stream';
import type { HostAndPort } from './parse-authority.ts';
import type { RequestTarget } from './request-target.ts';

/** What is known of a tunnel that ends in the gateway, which then speaks HTTP with the client itself. */
export interface TunnelEnd extends HostAndPort {
  readonly scheme: RequestTarget['scheme'];
  /** Whether the client showed a certificate whose chain leads to the playground's authority. */
  readonly hasClientCertificate: boolean;
}

/** By the connection that requests arrive on. */
export type TunnelEnds = WeakMap<Duplex, TunnelEnd>;
