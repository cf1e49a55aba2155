import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, PlaygroundError } from '../core/playground-error.ts';
import { findDestination } from './destinations/find-destination.ts';
import { openDestination } from './destinations/open-destination.ts';
import { parseVerifyFile } from './mapping/parse-verify-file.ts';
import type { VerifyFile } from './mapping/verify-file.ts';
import type { VerifyReport } from './report/report.ts';
import { type VerifyOptions, verify } from './verify.ts';

const VERIFY_FILE = 'verify.yaml';

/**
 * Compares what the syncs of a connector's project have written. Its own `verify.yaml` is used where none is given.
 *
 * @param python an interpreter with the module `duckdb`, as the project's syncs run in
 * @throws PlaygroundError as {@link verify}; `ERR_CANNOT_COMPARE` when no sync has written anything
 */
export async function verifyFolder(
  folder: string,
  python: string | undefined,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const file = options.file ?? (await readVerifyFile(path.join(folder, VERIFY_FILE)));
  await using destination = await openDestination({ ...(await findDestination(folder)), python });
  return await verify(destination, { ...options, ...(file && { file }) });
}

/**
 * What a file says of the mapping; undefined when there is none.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that says what is wrong with it
 */
export async function readVerifyFile(file: string): Promise<VerifyFile | undefined> {
  try {
    return parseVerifyFile(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'EISDIR') || hasCode(error, 'EACCES')) {
      throw new PlaygroundError('ERR_BAD_OPTION', `${file} cannot be read: ${(error as Error).message}.`);
    }
    throw error;
  }
}
