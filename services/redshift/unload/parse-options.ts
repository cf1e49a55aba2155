import { parseCredentials, parseRole } from './authorization.ts';
import { invalidValue, notDone, repeatedOption } from './errors.ts';
import type { AccessKeys } from './statement.ts';
import type { TokenReader } from './token-reader.ts';

/** The options after the target of an UNLOAD, as given; those that were not given are undefined. */
export interface Options extends Partial<AccessKeys> {
  /** An IAM role, or keys in one text. */
  readonly credentials?: 'role' | AccessKeys;
  readonly region?: string;
  readonly format?: 'parquet' | 'csv';
  readonly delimiter?: string;
  readonly nullText?: string;
  readonly header?: true;
  readonly quotes?: true;
  readonly escapes?: true;
  readonly manifest?: true;
  readonly allowOverwrite?: true;
  readonly cleanPath?: true;
  readonly isParallel?: boolean;
  readonly maxFileBytes?: number;
}

type ReadOption = (reader: TokenReader) => Options;

const MEGABYTE = 1024 * 1024;

const OPTIONS: Readonly<Record<string, ReadOption>> = {
  iam_role: (reader) => ({ credentials: reader.takes('default') ? 'role' : parseRole(reader.text()) }),
  with: (reader) => {
    reader.expect('credentials');
    return { credentials: parseCredentials(textOf(reader)) };
  },
  credentials: (reader) => ({ credentials: parseCredentials(textOf(reader)) }),
  access_key_id: (reader) => ({ accessKeyId: textOf(reader) }),
  secret_access_key: (reader) => ({ secretAccessKey: textOf(reader) }),
  session_token: (reader) => ({ sessionToken: textOf(reader) }),
  region: (reader) => ({ region: textOf(reader) }),
  format: (reader) => {
    reader.takes('as');
    return readFormat(reader.expect('parquet', 'csv', 'json'));
  },
  parquet: () => readFormat('parquet'),
  csv: () => readFormat('csv'),
  json: () => readFormat('json'),
  delimiter: (reader) => ({ delimiter: parseDelimiter(textOf(reader)) }),
  null: (reader) => ({ nullText: textOf(reader) }),
  header: () => ({ header: true }),
  addquotes: () => ({ quotes: true }),
  escape: () => ({ escapes: true }),
  manifest: (reader) => {
    if (reader.takes('verbose')) throw notDone('MANIFEST VERBOSE');
    return { manifest: true };
  },
  allowoverwrite: () => ({ allowOverwrite: true }),
  cleanpath: () => ({ cleanPath: true }),
  parallel: (reader) => ({ isParallel: reader.takes('off', 'false') === undefined && isOn(reader) }),
  maxfilesize: (reader) => ({ maxFileBytes: readFileSize(reader) }),
  ...notDoneHere(
    'fixedwidth',
    'encrypted',
    'kms_key_id',
    'master_symmetric_key',
    'bzip2',
    'gzip',
    'zstd',
    'partition',
    'rowgroupsize',
    'extension',
  ),
};

/** Reads options until there is none. @throws SqlError for one that is not supported here, or given twice */
export function parseOptions(reader: TokenReader): Options {
  let given: Options = {};
  const names = Object.keys(OPTIONS);
  for (let name = reader.takes(...names); name !== undefined; name = reader.takes(...names)) {
    const option = (OPTIONS[name] as ReadOption)(reader);
    if (Object.keys(option).some((key) => key in given)) throw repeatedOption(name.toUpperCase());
    given = { ...given, ...option };
  }
  return given;
}

function notDoneHere(...names: readonly string[]): Record<string, ReadOption> {
  const refuse = (name: string) => () => {
    throw notDone(name.toUpperCase());
  };
  return Object.fromEntries(names.map((name) => [name, refuse(name)]));
}

function textOf(reader: TokenReader): string {
  reader.takes('as');
  return reader.text();
}

function readFormat(name: string): Options {
  if (name !== 'parquet' && name !== 'csv') throw notDone(`FORMAT ${name.toUpperCase()}`);
  return { format: name };
}

/** ON and TRUE may be left out. */
function isOn(reader: TokenReader): true {
  reader.takes('on', 'true');
  return true;
}

function parseDelimiter(text: string): string {
  const delimiter = text === '\\t' ? '\t' : text;
  // One ASCII character, and none that ends a line or is a quote.
  if (!/^[\t -~]$/.test(delimiter) || delimiter === '"') {
    throw invalidValue('DELIMITER', text, 'one ASCII character');
  }
  return delimiter;
}

function readFileSize(reader: TokenReader): number {
  reader.takes('as');
  const size = reader.number();
  const unit = reader.takes('mb', 'gb') ?? 'mb';
  const megabytes = unit === 'gb' ? size * 1024 : size;
  if (megabytes < 5 || megabytes > 6.2 * 1024) {
    throw invalidValue('MAXFILESIZE', `${size} ${unit.toUpperCase()}`, 'from 5 MB to 6.2 GB');
  }
  return Math.floor(megabytes * MEGABYTE);
}
