import { isIP } from 'node:net';
import { PlaygroundError } from '../../core/playground-error.ts';

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
  if (!isIP(pattern) && !HOST_PATTERN.test(pattern)) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The gateway cannot answer for '${text}': that is not a host. Give a name as in api.example.com or *.example.com, without scheme, port and path.`,
    );
  }
  const pieces = pattern.split('*');
  if (pieces.length === 1) return { matches: (host) => host === pattern, rank: Number.POSITIVE_INFINITY };
  return { matches: (host) => fits(pieces, host), rank: pattern.length - (pieces.length - 1) };
}

/** No expression: with several `*` its cost would be a power of the length of a host that a client chooses. */
function fits([first = '', ...others]: readonly string[], host: string): boolean {
  const last = others.pop() ?? '';
  if (!host.startsWith(first)) return false;
  let end = first.length;
  for (const piece of others) {
    const start = host.indexOf(piece, end + 1);
    if (start === -1) return false;
    end = start + piece.length;
  }
  return host.endsWith(last) && host.length - last.length > end;
}
