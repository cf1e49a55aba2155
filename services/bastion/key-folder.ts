import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type KeptHostKeys, keepHostKeys } from './host-keys.ts';
import { keepUserKeys, type UserKeys } from './user-keys.ts';

/** What a bastion proves itself with, and what its users log in with. */
export interface BastionKeys {
  readonly host: KeptHostKeys;
  readonly user: UserKeys;
}

/** Reads all keys of a bastion from a folder; makes those that are missing. */
export async function keepKeys(directory: string, passphrase: string): Promise<BastionKeys> {
  const userKeys = path.join(directory, 'keys');
  await mkdir(userKeys, { recursive: true, mode: 0o700 });
  const [host, user] = await Promise.all([keepHostKeys(directory), keepUserKeys(userKeys, passphrase)]);
  return { host, user };
}

/** Every file of such a folder, in one text. */
export async function packKeys(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name)));
  const texts = files.sort().map(async (file) => [file, await readFile(path.join(directory, file), 'utf8')]);
  return JSON.stringify(Object.fromEntries(await Promise.all(texts)));
}

/** Writes the keys of another folder over those of this one. */
export async function unpackKeys(directory: string, packed: string): Promise<void> {
  const texts = Object.entries(JSON.parse(packed) as Record<string, string>);
  await Promise.all(
    texts.map(([file, text]) => writeFile(path.join(directory, file), text, { mode: 0o600 })),
  );
}
