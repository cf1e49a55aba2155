import { requireMap, text } from '../../core/faults/written.ts';
import { guessed, type Noted } from '../outline/noted.ts';
import type { OpenApiDocument, Part } from './document.ts';

/** Where an API is. */
export interface Servers {
  /** Empty where the document does not say it. */
  readonly hosts: Noted<readonly string[]>;
  /** What stands before its paths: `/v1`, or nothing. */
  readonly base: string;
}

const VARIABLE = /\{([^{}]+)\}/g;
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** The hosts of a document; those of servers with another base path are not among them. @throws as the document */
export function serversOf(document: OpenApiDocument, holder: Part): Servers | undefined {
  const found = document.parts(holder, 'servers').map((server) => serverOf(document, server));
  const [first] = found;
  if (first === undefined) return undefined;
  const same = found.filter(({ base, host }) => base === first.base && host !== '');
  const real = same.filter(({ host }) => !LOCAL.test(host));
  const kept = real.length > 0 ? real : same;
  const note = kept.map((one) => one.note).find(Boolean);
  return {
    hosts: { value: [...new Set(kept.map(({ host }) => host))], ...(note !== undefined && { note }) },
    base: first.base,
  };
}

interface Server {
  readonly host: string;
  readonly base: string;
  readonly note?: string;
}

function serverOf(document: OpenApiDocument, server: Part): Server {
  const where = `${server.where}.url`;
  const url = text(server.value['url'], where);
  const [, authority = '', rest = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(url) ?? [
    undefined,
    '',
    url.startsWith('/') ? url : '',
  ];
  const variables = document.part(server, 'variables');
  const filled = (part: string): string =>
    part.replaceAll(VARIABLE, (_, name: string) => defaultOf(variables, name));
  const base = filled(rest).replace(/\/+$/, '');
  const bare = authority.replace(/:\d+$/, '').replace(/:\{[^{}]+\}$/, '');
  // Each customer has another host.
  const isMany = /^\{[^{}]+\}\.[^{}]+\.[^{}]+$/.test(bare);
  if (isMany) {
    const host = bare.replace(/^\{[^{}]+\}/, '*');
    return { host, base, ...guessed(host, `'${bare}'`) };
  }
  const host = filled(bare).toLowerCase();
  return { host, base, ...(host !== bare.toLowerCase() && { note: `guessed from '${bare}'` }) };
}

function defaultOf(variables: Part | undefined, name: string): string {
  const variable = variables?.value[name];
  if (variable === undefined) return name;
  requireMap(variable, `${variables?.where}.${name}`);
  return String(variable['default'] ?? name);
}
