import path from 'node:path';
import { certificatesIn } from '../../playground/client-certificate.ts';
import { readEndpointsFile } from '../../playground/endpoints-file.ts';
import type { Auth, SourceDeclaration } from '../../sources/declaration.ts';
import type { ListRequest } from '../../sources/sample/first-pages.ts';
import { type DirectoryOptions, directoryOf } from '../commands/running.ts';
import { shellQuoted } from '../shell-quoted.ts';
import type { Terminal } from '../terminal.ts';

/** Where a playground has it that was asked for no port. */
const USUAL_GATEWAY = 'http://127.0.0.1:8080';
const AUTHORITY = 'ca.crt';

/** The command that sends a request to a running playground, through its gateway. */
export async function curlOf(
  { auth, hosts }: SourceDeclaration,
  { method, url }: ListRequest,
  options: DirectoryOptions,
  terminal: Terminal,
): Promise<string> {
  const directory = directoryOf(options, terminal);
  const { gateway } = await readEndpointsFile(directory).catch(() => ({ gateway: undefined }));
  const { headers, query, hint } = credentialsOf(auth, hosts);
  const asked = new URL(url);
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  const words = [
    ...['curl', '--proxy', gateway?.url ?? USUAL_GATEWAY],
    ...['--cacert', shellQuoted(gateway?.caFile ?? path.join(certificatesIn(directory), AUTHORITY))],
    ...(method === 'POST' ? ['--request', 'POST'] : []),
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', shellQuoted(`${name}: ${value}`)]),
    shellQuoted(asked.href),
  ];
  return `${words.join(' ')}${hint}`;
}

interface Given {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** What is to be done before; empty where nothing is. */
  readonly hint: string;
}

/** What says who asks, in the first way that is declared. */
function credentialsOf([way]: readonly Auth[], [host = '']: readonly string[]): Given {
  const nothing = { headers: {}, query: {}, hint: '' };
  switch (way?.kind) {
    case undefined:
      return nothing;
    case 'bearer':
      return { ...nothing, headers: { Authorization: `Bearer ${way.token}` } };
    case 'basic': {
      const login = Buffer.from(`${way.user}:${way.password}`).toString('base64');
      return { ...nothing, headers: { Authorization: `Basic ${login}` } };
    }
    case 'headers':
      return { ...nothing, headers: way.values };
    case 'query':
      return { ...nothing, query: way.values };
    case 'token': {
      const value = [way.scheme, 'TOKEN'].filter(Boolean).join(' ');
      const hint = `\n(POST https://${way.host ?? host}${way.path} gives the TOKEN.)`;
      return { ...nothing, headers: { [way.header]: value }, hint };
    }
  }
}
