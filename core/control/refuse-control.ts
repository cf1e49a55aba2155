import type { IncomingHttpHeaders } from 'node:http';
import { cutText, LONGEST_QUOTE } from '../cut-text.ts';
import { type ControlNames, isControlName } from './control-names.ts';

export type ControlRefusalCode = 'foreign_host' | 'foreign_origin';

/** Why a request is not for whoever sent it. Always answered with 403. */
export interface ControlRefusal {
  readonly status: 403;
  /** Stable. */
  readonly code: ControlRefusalCode;
  /** Names what was received and the way out. */
  readonly message: string;
}

/** What a browser says of a request that no page of another origin has asked for (Fetch Metadata, section 2.3). */
const FROM_HERE = ['same-origin', 'none'];

/**
 * Judges whether a request for `/_playground/*` may be answered; nothing when it may. Programs may ask as they like.
 * A page in a browser may when it is the service's own: what a page elsewhere sends has an `Origin` (with every
 * method but GET and HEAD, https://fetch.spec.whatwg.org/#append-a-request-origin-header) or a `Sec-Fetch-Site`, and
 * what it sends by a name that it has pointed here has that name as its `Host`. For this to be enough, GET and HEAD
 * must change nothing.
 *
 * docs/decisions/0015-who-may-ask-the-control-plane.md has the attacks, one by one.
 */
export function refuseControl(
  headers: Readonly<IncomingHttpHeaders>,
  names: ControlNames,
): ControlRefusal | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!isControlName(host, names)) {
    return refusal(
      'foreign_host',
      `/_playground/* is not for clients that call this service '${shown(host)}'. ` +
        'Use localhost or its IP address, or start it with that as a server name.',
    );
  }
  if (origin !== undefined && !isOwnOrigin(origin, host)) {
    return refusal(
      'foreign_origin',
      `/_playground/* is not for pages of other origins, and this one is '${shown(origin)}'. ` +
        'Ask from a program, or from a page of this service.',
    );
  }
  if (site !== undefined && !FROM_HERE.includes(String(site))) {
    return refusal(
      'foreign_origin',
      `/_playground/* is not for pages of other origins, and the browser says '${shown(String(site))}'. ` +
        'Type the address yourself, or ask from a program.',
    );
  }
  return undefined;
}

/** The same authority as the Host. The scheme may differ, since a proxy may have ended TLS. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  if (host === undefined || !/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host: authority, origin: canonical } = new URL(origin);
  const own = `${protocol}//${host}`;
  return canonical === origin && URL.canParse(own) && new URL(own).host === authority;
}

function refusal(code: ControlRefusalCode, message: string): ControlRefusal {
  return { status: 403, code, message };
}

function shown(text = ''): string {
  return cutText(text, LONGEST_QUOTE);
}
