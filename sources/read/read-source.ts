import path from 'node:path';
import { duration, mapOf, type Reader, requireMap, text, whole, wrong } from '../../core/faults/written.ts';
import { isHostPattern } from '../../core/host-pattern.ts';
import {
  type Auth,
  type DeclaredLimit,
  ERROR_VARIABLES,
  type Resource,
  type SourceConnector,
  type SourceDeclaration,
  type Template,
} from '../declaration.ts';
import { tokenRouteOf } from '../walk-of.ts';
import { readAuth } from './auth.ts';
import { checkParents } from './check-parents.ts';
import { checkPaths } from './check-paths.ts';
import { readWritten } from './read-written.ts';
import { readResource } from './resource.ts';
import { templateOf } from './template.ts';
import { names, texts } from './texts.ts';

interface WrittenSource {
  readonly name?: string;
  readonly host?: readonly string[];
  readonly documentation?: string;
  readonly auth?: readonly Auth[];
  readonly rateLimit?: DeclaredLimit;
  readonly errors?: Template;
  readonly ignores?: readonly string[];
  /** What every resource says that does not say it itself. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly connector?: SourceConnector;
  readonly resources?: { readonly value: unknown; readonly where: string };
}

const ENDING = /\.source\.ya?ml$/;
const NAME = /^[a-z][a-z0-9_-]*$/;

/** Reads the name of a source or a resource. */
export const nameIn: Reader<string> = (value, where) => {
  if (typeof value === 'string' && NAME.test(value)) return value;
  throw wrong(where, 'a name in small letters such as acme', value);
};

const hosts: Reader<readonly string[]> = (value, where) => {
  const read = names(value, where);
  const bad = read.find((host) => !isHostPattern(host));
  if (bad === undefined) return read;
  throw wrong(where, 'a host as in api.example.com or *.example.com, without scheme, port and path', bad);
};

const limitIn = mapOf<{ requests: number; every: number; headers: string }>({
  requests: whole(1, 1_000_000, 'a number of requests'),
  every: duration,
  headers: text,
});

const limit: Reader<DeclaredLimit> = (value, where) => {
  const { requests, every, headers } = limitIn(value, where);
  if (requests === undefined || every === undefined)
    throw wrong(where, "a map with 'requests' and 'every'", value);
  return { requests, everyMs: every, headers: headers ?? 'X-RateLimit' };
};

const connectorParts = mapOf<{ configuration: SourceConnector['configuration'] }>({ configuration: texts });

const connectorIn: Reader<SourceConnector> = (value, where) => {
  const { configuration } = connectorParts(value, where);
  if (configuration === undefined) throw wrong(where, "a map with 'configuration'", value);
  return { configuration };
};

const written = mapOf<WrittenSource>(
  {
    name: nameIn,
    host: hosts,
    documentation: text,
    auth: readAuth,
    rateLimit: limit,
    errors: templateOf(ERROR_VARIABLES),
    ignores: names,
    defaults: (value, where) => {
      requireMap(value, where);
      return value;
    },
    connector: connectorIn,
    resources: (value, where) => ({ value, where }),
  },
  { hosts: 'host' },
);

/**
 * Reads the file of a source (docs/your-own-source.md, docs/source.schema.json).
 *
 * @param file as errors call it; `acme.source.yaml` names the source, unless it says `name`
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the place, the value and what may stand there, with line and column
 */
export function readSource(yaml: string, file: string): SourceDeclaration {
  return readWritten(yaml, file, (value) => sourceOf(value, file));
}

function sourceOf(value: unknown, file: string): SourceDeclaration {
  const read = written(value, file);
  const name =
    read.name ?? nameIn(path.basename(file).replace(ENDING, ''), `${file}: its name without '.source.yaml'`);
  const { host = [], resources, ignores = [], defaults = {} } = read;
  if (host.length === 0) throw wrong(file, "a map with 'host'", value);
  if (resources === undefined) throw wrong(file, "a map with 'resources'", value);
  requireMap(resources.value, resources.where);
  const found = Object.entries(resources.value).map(([resource, part]) => {
    const where = `${resources.where}.${resource}`;
    return readResource(`${name}.${nameIn(resource, where)}`, withDefaults(part, where, defaults), where);
  });
  if (found.length === 0) throw wrong(resources.where, 'at least one resource', resources.value);
  const auth = read.auth ?? [];
  if (auth.some(({ kind }) => kind === 'token') && found.some((one) => one.name === tokenRouteOf({ name })))
    throw wrong(
      `${resources.where}.token`,
      "called otherwise, since 'token' is where tokens are handed out",
      'token',
    );
  checkParents(found, resources.where);
  checkPaths(found, resources.where);
  return {
    name,
    hosts: [...new Set([...host, ...hostsOf(auth)])],
    documentation: read.documentation ?? '',
    auth,
    ...(read.rateLimit && { rateLimit: read.rateLimit }),
    ...(read.connector && { connector: read.connector }),
    errors: read.errors ?? { error: '$message' },
    resources: found.map((one): Resource => ({ ...one, ignores: [...ignores, ...one.ignores] })),
  };
}

/** Those at which tokens are handed out, where they are others. */
function hostsOf(auth: readonly Auth[]): readonly string[] {
  return auth.flatMap((way) => (way.kind === 'token' && way.host !== undefined ? [way.host] : []));
}

function withDefaults(part: unknown, where: string, defaults: Readonly<Record<string, unknown>>): unknown {
  requireMap(part, where);
  return { ...defaults, ...part };
}
