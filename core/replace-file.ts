import { closeSync, constants, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * Puts a new content in the place of a file in one step: a crash leaves the old file or the new one. It is written to
 * `PATH.new` first, and neither there nor at `path` is a link ever followed: it is replaced, its target untouched.
 * Whatever stands at `PATH.new` goes, because the name is this function's own.
 *
 * Synchronous, so that a caller can make a check, the file and its effect one step. Meant for files that are small.
 *
 * @param options.mode who may read the new file; by default everybody whom the umask lets
 * @throws Error of the file system (ENOSPC, EACCES, EISDIR where `path` is a folder), with the old file as it was
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  options: { readonly mode?: number } = {},
): void {
  const draft = `${path}.new`;
  rmSync(draft, { recursive: true, force: true });
  const file = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, options.mode ?? 0o666);
  try {
    try {
      writeFileSync(file, content);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
