import path from 'node:path';
import { glob } from 'tinyglobby';
import { SourceFiles } from '../../playground/sources/source-files.ts';
import type { SourceDeclaration } from '../../sources/declaration.ts';

/** Where a project has the sources that it reads. */
const OWN = ['*.source.{yaml,yml}', 'sources/*.source.{yaml,yml}'];

/**
 * The sources of one's own that the worlds of a project have: those that are named, those of the project, and those of the
 * folder that the command runs in.
 *
 * @param folder of the project
 * @throws PlaygroundError `ERR_BAD_OPTION` for a file that is wrong or not there
 */
export async function sourcesFor(
  folder: string,
  named: readonly string[],
  directory: string,
): Promise<readonly SourceDeclaration[]> {
  const own = await glob(OWN, { cwd: folder, absolute: true });
  const files = [...new Set([...named.map((file) => path.resolve(directory, file)), ...own.sort()])];
  return (await SourceFiles.open({ files, directory })).sources;
}
