import { isIP } from 'node:net';
import { PlaygroundError } from './playground-error.ts';
import { wildcard } from './wildcard.ts';

const HOST_PATTERN = /^[a-z0-9_*](?:[a-z0-9_*.-]*[a-z0-9_*])?$/;

interface HostPattern {
  /** `host` is in lower case. */
  readonly matches: (host: string) => boolean;
  /** The higher, the more it says: the letters that it prescribes, or infinity for a name without `*`. */
  readonly rank: number;
}

/**
 * Reads a host in which `*` stands for any text, dots too: `*.example.com` is every name below `example.com`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for a URL, a port or anything else that is not a host
 */
export function hostPattern(text: string): HostPattern {
  const pattern = text.toLowerCase();
  if (!isHostPattern(pattern)) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The gateway cannot answer for '${text}': that is not a host. Give a name as in api.example.com or *.example.com, without scheme, port and path.`,
    );
  }
  const letters = pattern.replaceAll('*', '').length;
  const rank = letters === pattern.length ? Number.POSITIVE_INFINITY : letters;
  return { matches: wildcard(pattern, 1), rank };
}

export function isHostPattern(text: string): boolean {
  return isIP(text) !== 0 || HOST_PATTERN.test(text.toLowerCase());
}
