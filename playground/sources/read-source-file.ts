import { readFile } from 'node:fs/promises';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { SourceDeclaration } from '../../sources/declaration.ts';
import { readSource } from '../../sources/read/read-source.ts';

const CODE = /\.[cm]?[jt]s$/;

/**
 * Reads the file of a source (docs/your-own-source.md).
 *
 * @param shown what errors call it
 * @throws PlaygroundError `ERR_BAD_OPTION` for a file that there is not, and as {@link readSource} does
 */
export async function readSourceFile(file: string, shown = file): Promise<SourceDeclaration> {
  if (CODE.test(file))
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The source ${shown} is code, and sources are YAML: acme.source.yaml. What YAML cannot say is a stand-in: --stand-ins FILE.ts (docs/gateway.md).`,
    );
  return readSource(await textOf(file, shown), shown);
}

async function textOf(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The source ${shown} cannot be read: ${(cause as Error).message}.`,
      { cause },
    );
  }
}
