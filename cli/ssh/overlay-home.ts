import { cp, lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../../core/playground-error.ts';

const SSH = '.ssh';
const CONFIG = 'config';

/**
 * Makes `overlay` a home folder in which all is as in the folder `home`, through links, but `.ssh/config`.
 *
 * @param config makes the text of `.ssh/config` from the one at home
 */
export async function overlayHome(
  home: string,
  overlay: string,
  config: (own: string) => Promise<string>,
): Promise<void> {
  const own = await unlessClosed(readFile(path.join(home, SSH, CONFIG), 'utf8'), '');
  await mkdir(path.join(overlay, SSH), { recursive: true, mode: 0o700 });
  await linkEntries(home, overlay, SSH);
  await linkEntries(path.join(home, SSH), path.join(overlay, SSH), CONFIG);
  await writeFile(path.join(overlay, SSH, CONFIG), await config(own), { mode: 0o600 });
}

/** Brings home what was newly made in an overlay, or put there in place of a link. */
export async function bringHome(home: string, overlay: string): Promise<void> {
  await bringEntries(overlay, home, SSH);
  await bringEntries(path.join(overlay, SSH), path.join(home, SSH), CONFIG);
}

async function linkEntries(from: string, to: string, except: string): Promise<void> {
  const names = (await unlessClosed(readdir(from), [])).filter((name) => name !== except);
  await Promise.all(names.map((name) => symlink(path.join(from, name), path.join(to, name))));
}

async function bringEntries(from: string, to: string, except: string): Promise<void> {
  for (const name of await unlessClosed(readdir(from), [])) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if (name === except || (await leadsTo(source, target))) continue;
    await mkdir(to, { recursive: true, mode: 0o700 });
    await cp(source, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter });
  }
}

/** Sockets and pipes are of no use once the program that made them has ended. */
async function filter(source: string): Promise<boolean> {
  const entry = await lstat(source);
  return entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
}

async function leadsTo(link: string, target: string): Promise<boolean> {
  return (await lstat(link)).isSymbolicLink() && (await readlink(link)) === target;
}

/** What is not there, or is not for this user to read, a program would not find at home either. */
async function unlessClosed<Value>(reading: Promise<Value>, otherwise: Value): Promise<Value> {
  return reading.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].some((code) => hasCode(error, code))) return otherwise;
    throw error;
  });
}
