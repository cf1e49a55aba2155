import type { Address } from '../../core/place.ts';
import { malformedTarget } from './errors.ts';

/** A name and port that a client may ask for, and where the tunnel really leads. */
export interface BastionTarget extends Address {
  readonly to: Address;
  /** What service is there, where that is known. */
  readonly service?: string | undefined;
}

/** Finds where a tunnel to this name and port leads; names are compared as DNS does, without regard to case. */
export function findTarget(
  targets: readonly BastionTarget[],
  host: string,
  port: number,
): BastionTarget | undefined {
  const name = host.toLowerCase();
  return targets.find((target) => target.port === port && target.host.toLowerCase() === name);
}

/**
 * Reads targets from text: `postgres:5432=10.0.0.7:5432,localhost:5001=api:5001`. A target that leads where its
 * name says needs no second half: `postgres:5432`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` names the part that is not a target.
 */
export function parseTargets(text: string): readonly BastionTarget[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [asked = '', to = asked, ...more] = part.split('=');
      if (more.length > 0) throw malformedTarget(part);
      return { ...parseAddress(asked, part), to: parseAddress(to, part) };
    });
}

function parseAddress(text: string, part: string): Address {
  const [, host, digits] = /^(.+):(\d{1,5})$/.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= 65_535)) throw malformedTarget(part);
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port };
}

export function presentAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
