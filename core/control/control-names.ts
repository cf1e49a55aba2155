import { isIP } from 'node:net';
import { hostIn } from '../place.ts';

/** By what names clients may call a service when they ask for its `/_playground/*`. */
export interface ControlNames {
  /** The address that it listens on. */
  readonly host: string;
  /** What else it is called: DNS names; `*.example.com` stands for all names one label longer. Default none. */
  readonly serverNames?: readonly string[];
}

/** Top-level names that no public zone hands out: RFC 6762, RFC 6761, and `internal`, which ICANN has reserved. */
const PRIVATE_ZONES = /\.(?:local|internal|test)$/;

/**
 * Whether a Host header calls a service by one of its names. That is what stops DNS rebinding: a page of
 * `evil.example` whose name suddenly leads to this machine still says `evil.example`.
 *
 * An IP address is always right, since rebinding needs a name. So is none at all, as of HTTP/1.0: every browser sends
 * it. A service that listens beyond this machine is also known by names that it cannot know (of containers, of
 * services in Compose and Kubernetes): those without a dot, and those of private zones.
 */
export function isControlName(
  hostHeader: string | undefined,
  { host, serverNames = [] }: ControlNames,
): boolean {
  if (hostHeader === undefined || hostHeader === '') return true;
  const name = nameIn(hostHeader);
  if (name === undefined) return false;
  if (isIP(name) !== 0 || isLoopbackName(name)) return true;
  if ([host, ...serverNames].some((known) => matches(name, known.toLowerCase()))) return true;
  return !isLoopback(host) && (!name.includes('.') || PRIVATE_ZONES.test(name));
}

/** The name or address in a Host header, as a browser reads it: `127.1` is 127.0.0.1, and a dot at the end is nothing. */
function nameIn(hostHeader: string): string | undefined {
  if (!/^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(hostHeader)) return undefined;
  const url = `http://${hostHeader}`;
  if (!URL.canParse(url)) return undefined;
  return hostIn(url).replace(/\.$/, '');
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

function isLoopback(host: string): boolean {
  return isLoopbackName(host) || host.startsWith('127.') || host === '::1';
}

function matches(name: string, known: string): boolean {
  if (!known.startsWith('*.')) return name === known;
  return name.endsWith(known.slice(1)) && !name.slice(0, 1 - known.length).includes('.');
}
