import { PlaygroundError } from '../../core/playground-error.ts';
import { parseAuthority } from './parse-authority.ts';
import type { Upstream } from './upstream.ts';

const UPSTREAM = /^([^=:]+)(?::(\d{1,5}))?=(https?|tcp):\/\/(.+)$/;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * Reads upstreams from text: `*.vault.azure.net=https://key-vault:8443, postgres:5432=tcp://postgres:5432`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the invalid part
 */
export function parseUpstreams(text: string): readonly Upstream[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseUpstream);
}

function parseUpstream(part: string): Upstream {
  const [, host = '', port, scheme = '', authority = ''] = UPSTREAM.exec(part) ?? [];
  const to = parseAuthority(authority, DEFAULT_PORTS[scheme]);
  if (!to || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `'${part}' is not an upstream. Write NAME=http://HOST:PORT, NAME=https://HOST:PORT or NAME:PORT=tcp://HOST:PORT.`,
    );
  }
  return { host, ...(port !== undefined && { port: Number(port) }), to: { ...to, tls: scheme === 'https' } };
}
