import { readdir, readFile, readlink } from 'node:fs/promises';

/** The processes that work in a folder or were told of it by an argument, as Linux lists them. */
export async function processesIn(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const argv = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return argv.includes(folder) || directory.startsWith(folder);
    }),
  );
  return pids.filter((_, index) => found[index]).map(Number);
}
