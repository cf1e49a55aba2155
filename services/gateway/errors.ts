import { STATUS_CODES } from 'node:http';
import { DEFAULT_WORLD } from '../../core/worlds/world-name.ts';
import type { HostAndPort } from './parse-authority.ts';

/** An error that a client of the gateway is told about. Made only by the functions below; the catalogue is this file. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly status: number;
  /** Stable, in the header `X-Error-Code` and in the journal. */
  readonly code: string;
  /** The reason phrase of the status line: of a refused tunnel, most clients show nothing else. ASCII. */
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    reason: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.headers = headers;
  }
}

export function notProxied(url: string): GatewayError {
  return new GatewayError(
    400,
    'not_proxied',
    'This Is a Proxy',
    `This is a forward proxy, but '${url}' was requested as from a web server. Set HTTP_PROXY and HTTPS_PROXY ` +
      'to its address and request the real URL. Its own paths are GET /_playground/health, ' +
      '/_playground/hosts and /_playground/journal, and POST /_playground/reset.',
  );
}

export function badTarget(target: string): GatewayError {
  return new GatewayError(
    400,
    'bad_target',
    'Bad Request Target',
    `'${target}' is not a request target for a proxy. Send CONNECT host:port, or an absolute URL that begins with http:// or https://.`,
  );
}

/** A field that would be read differently by those behind the gateway. */
export function badField(what: string): GatewayError {
  return new GatewayError(400, 'bad_field', 'Bad Header Field', `${what}. Remove it and try again.`);
}

/** A tunnel that is not opened because a fault plan says so. */
export function plannedFault(status: number): GatewayError {
  const message = `The fault plan answers with ${status} here.`;
  return new GatewayError(status, 'planned_fault', STATUS_CODES[status] ?? 'Planned Fault', message);
}

export function nestedTunnel(target: string): GatewayError {
  return new GatewayError(
    400,
    'nested_tunnel',
    'Tunnel in a Tunnel',
    `CONNECT ${target} was sent inside a tunnel. Send it to the gateway itself.`,
  );
}

export function unparsable(reason: string): GatewayError {
  return new GatewayError(400, 'unparsable', 'Bad Request', `This is not an HTTP/1.1 request: ${reason}.`);
}

export function requestTimedOut(): GatewayError {
  return new GatewayError(408, 'request_timeout', 'Request Timeout', 'The request did not arrive in time.');
}

export function unexpected(cause: string): GatewayError {
  return new GatewayError(
    500,
    'unexpected',
    'Internal Server Error',
    `The gateway could not handle this: ${cause}. Its log has more.`,
  );
}

export function unknownWorld(asked: string, worlds: readonly string[]): GatewayError {
  const known = [DEFAULT_WORLD, ...worlds].join(', ');
  return new GatewayError(
    407,
    'unknown_world',
    `No such world; there are ${known}`,
    `The user of a proxy names a world of the playground, and there is no world '${asked}'. There are ${known}. ` +
      'Make it first, or set HTTP_PROXY and HTTPS_PROXY without a user.',
    { worlds: [DEFAULT_WORLD, ...worlds] },
    { 'Proxy-Authenticate': 'Basic realm="worlds of the playground", charset="UTF-8"' },
  );
}

/** RFC 9110, section 15.5.20. */
export function misdirected(asked: string, tunnel: string): GatewayError {
  return new GatewayError(
    421,
    'misdirected_request',
    'Misdirected Request',
    `This connection was opened to ${tunnel}, but the request is for ${asked}. Open another connection for it.`,
  );
}

export function headersTooLarge(mostBytes: number): GatewayError {
  return new GatewayError(
    431,
    'headers_too_large',
    'Request Header Fields Too Large',
    `The head of the request is larger than ${mostBytes} bytes.`,
  );
}

export function upgradeRefused(protocol: string): GatewayError {
  return new GatewayError(
    501,
    'upgrade_refused',
    'Not Implemented',
    `The gateway cannot switch to '${protocol}'. It speaks HTTP/1.1.`,
  );
}

export function unknownHost({ host }: HostAndPort, hosts: readonly string[]): GatewayError {
  return new GatewayError(
    502,
    'unknown_host',
    `${host} is not in the playground`,
    `The playground has no stand-in for ${host}, and connects to a real host only if it is allowed. Reach the real host with ` +
      `--allowed-hosts ${host}, or answer for it with --source FILE (a declared source), --replay FILE.har (a recording of the ` +
      `real host) or --stand-ins FILE (code). Known hosts: ${hosts.join(', ')}.`,
    { hosts },
  );
}

export function unknownPort({ host, port }: HostAndPort, hosts: readonly string[]): GatewayError {
  return new GatewayError(
    502,
    'unknown_port',
    `${host} is not in the playground on port ${port}`,
    `The playground has ${host}, but not on port ${port}. A host that is listed without a port has ports 80 and 443 only. ` +
      `Reach the real host with --allowed-hosts ${host}. Known hosts: ${hosts.join(', ')}.`,
    { hosts },
  );
}

/** A host that is answered from a recording was asked for what is not in it. */
export function notRecorded(message: string, details: Readonly<Record<string, unknown>>): GatewayError {
  return new GatewayError(502, 'not_recorded', 'Not in the Recording', message, details);
}

export function bodyNotSaved(file: string, entry: number): GatewayError {
  return new GatewayError(
    502,
    'body_not_saved',
    'Body Not in the Recording',
    `Entry ${entry} of ${file} has an answer whose body was not saved. Record it again; in a browser, export the HAR file with content.`,
  );
}

export function bodyTooLarge(mostBytes: number): GatewayError {
  return new GatewayError(
    413,
    'body_too_large',
    'Content Too Large',
    `The body of this request has more than ${mostBytes} bytes, or does not unpack, so that it is compared with no recording.`,
  );
}

export function noCertificate(host: string, cause: string): GatewayError {
  return new GatewayError(
    502,
    'no_certificate',
    `No certificate for ${host}`,
    `No certificate can be made for ${host}: ${cause}`,
  );
}

export function unreachable(where: string, cause: string): GatewayError {
  return new GatewayError(
    502,
    'unreachable',
    `${where} does not answer`,
    `${where} does not answer: ${cause}. If it belongs to the playground, 'playground status' shows whether it runs.`,
  );
}

export function answeredTooLate(where: string, timeoutMs: number): GatewayError {
  return new GatewayError(
    504,
    'upstream_timeout',
    `${where} is too slow`,
    `${where} was silent for ${timeoutMs} ms.`,
  );
}
