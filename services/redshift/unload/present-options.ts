import { invalidCredentials, notTogether, repeatedOption, withoutCredentials } from './errors.ts';
import type { Options } from './parse-options.ts';
import type { Authorization, Format, UnloadStatement } from './statement.ts';

/** What Amazon Redshift writes into one file at most, and without MAXFILESIZE: 6.2 GB. */
const MOST_FILE_BYTES = Math.floor(6.2 * 1024 ** 3);

const NAMES = {
  delimiter: 'DELIMITER',
  nullText: 'NULL AS',
  header: 'HEADER',
  quotes: 'ADDQUOTES',
  escapes: 'ESCAPE',
} as const;

/** What was said and what goes without saying. @throws SqlError for options that contradict each other */
export function presentOptions(options: Options): Omit<UnloadStatement, 'query' | 'bucket' | 'prefix'> {
  if (options.allowOverwrite && options.cleanPath) throw notTogether('CLEANPATH', 'ALLOWOVERWRITE');
  return {
    authorization: authorizationOf(options),
    region: options.region,
    format: formatOf(options),
    isParallel: options.isParallel ?? true,
    maxFileBytes: options.maxFileBytes ?? MOST_FILE_BYTES,
    hasManifest: options.manifest ?? false,
    onExisting: options.allowOverwrite ? 'overwrite' : options.cleanPath ? 'remove' : 'refuse',
  };
}

function authorizationOf({
  credentials,
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: Options): Authorization {
  const hasKeys = accessKeyId !== undefined || secretAccessKey !== undefined || sessionToken !== undefined;
  if (credentials !== undefined) {
    if (hasKeys) throw repeatedOption('ACCESS_KEY_ID');
    return credentials === 'role' ? { kind: 'role' } : { kind: 'keys', ...credentials };
  }
  if (!hasKeys) throw withoutCredentials();
  if (!accessKeyId || !secretAccessKey) throw invalidCredentials();
  return { kind: 'keys', accessKeyId, secretAccessKey, sessionToken };
}

function formatOf(options: Options): Format {
  const { format, delimiter, nullText = '', header, quotes, escapes } = options;
  refuse(
    options,
    'PARQUET',
    format === 'parquet' ? ['delimiter', 'nullText', 'header', 'quotes', 'escapes'] : [],
  );
  refuse(options, 'CSV', format === 'csv' ? ['quotes', 'escapes'] : []);
  if (format === 'parquet') return { kind: 'parquet' };
  return {
    kind: format ?? 'text',
    delimiter: delimiter ?? (format === 'csv' ? ',' : '|'),
    hasHeader: header ?? false,
    nullText,
    hasQuotes: quotes ?? false,
    hasEscapes: escapes ?? false,
  };
}

function refuse(options: Options, format: string, keys: readonly (keyof typeof NAMES)[]): void {
  const given = keys.find((key) => options[key] !== undefined);
  if (given) throw notTogether(NAMES[given], `FORMAT ${format}`);
}
