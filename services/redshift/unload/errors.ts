import { SqlError } from '../sql-error.ts';

const SYNTAX = '42601';
const NOT_SUPPORTED = '0A000';
const BAD_VALUE = '22023';
const OUT_OF_RANGE = '22003';
/** What Amazon Redshift gives for all that goes wrong between it and S3. */
const INTERNAL = 'XX000';

export const syntaxError = (near: string | undefined) =>
  new SqlError(
    SYNTAX,
    near === undefined ? 'syntax error at end of input' : `syntax error at or near "${near}"`,
  );

export const notAlone = () =>
  new SqlError(SYNTAX, 'UNLOAD must be the only statement of a query', {
    hint: 'Send the statements after it as a separate query.',
  });

export const repeatedOption = (option: string) =>
  new SqlError(SYNTAX, `conflicting or redundant options: ${option}`);

export const withoutCredentials = () =>
  new SqlError(SYNTAX, 'UNLOAD needs an authorization', {
    hint: "Add IAM_ROLE 'arn:aws:iam::<account-id>:role/<role-name>', or IAM_ROLE default.",
  });

/** In Amazon's words. */
export const invalidCredentials = () =>
  new SqlError(
    INTERNAL,
    "Invalid credentials. Must be of the format: credentials 'aws_iam_role=...' or 'aws_access_key_id=...;aws_secret_access_key=...[;token=...]'",
  );

export const notDone = (option: string) =>
  new SqlError(NOT_SUPPORTED, `UNLOAD with ${option} is not supported here`, {
    hint: 'Formats are PARQUET, CSV and delimited text; files are neither compressed nor encrypted nor partitioned.',
  });

export const notTogether = (option: string, other: string) =>
  new SqlError(NOT_SUPPORTED, `${option} is not supported for UNLOAD with ${other}`);

export const invalidValue = (option: string, value: string, expected: string) =>
  new SqlError(BAD_VALUE, `invalid value for ${option}: "${value}"`, { hint: `It must be ${expected}.` });

export const notAQuery = () =>
  new SqlError(SYNTAX, 'UNLOAD takes a query: it must begin with SELECT or WITH');

/** In Amazon's words. */
export const outermostLimit = () =>
  new SqlError(
    NOT_SUPPORTED,
    'Limit clause is not supported in the outermost select of an UNLOAD statement',
    { hint: 'Put the SELECT with its LIMIT into the FROM clause of another SELECT.' },
  );

export const otherEncoding = (encoding: string) =>
  new SqlError(NOT_SUPPORTED, `UNLOAD needs client_encoding UTF8, but it is ${encoding}`);

export const noColumns = () => new SqlError(SYNTAX, 'UNLOAD needs a query with columns');

export const sameColumnTwice = (name: string) =>
  new SqlError('42701', `column "${name}" specified more than once`, {
    hint: 'Every column of a Parquet file needs a unique name: use AS.',
  });

export const tooPrecise = (column: string, precision: number) =>
  new SqlError(BAD_VALUE, `DECIMAL precision ${precision} of column "${column}" must be between 1 and 38`);

export const valueOutOfRange = (column: string, type: string, hint?: string) =>
  new SqlError(
    OUT_OF_RANGE,
    `value of column "${column}" is out of range for ${type}`,
    hint === undefined ? {} : { hint },
  );

/** In Amazon's words. */
export const destinationNotEmpty = () =>
  new SqlError(
    INTERNAL,
    'Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.',
  );

export const noObjectStore = () =>
  new SqlError(NOT_SUPPORTED, 'UNLOAD needs an object store, and this server was started without one', {
    hint: 'Start the service s3 too, or set REDSHIFT_S3_URL.',
  });

export const unforeseen = (error: unknown) =>
  new SqlError(INTERNAL, `UNLOAD failed: ${error instanceof Error ? error.message : String(error)}`);
