import { lstat, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bringHome, overlayHome } from '../../../cli/ssh/overlay-home.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

interface Homes extends AsyncDisposable {
  /** The path of a file at home. */
  home(name: string): string;
  overlay(name: string): string;
  bring(): Promise<void>;
}

/** A home folder with what people have there, and an overlay over it. */
async function homes(): Promise<Homes> {
  const directory = await temporaryDirectory();
  const [home, overlay] = [path.join(directory.path, 'home'), path.join(directory.path, 'overlay')];
  await mkdir(path.join(home, '.ssh'), { recursive: true });
  await mkdir(path.join(home, '.cache'));
  await writeFile(path.join(home, '.netrc'), 'machine a');
  await writeFile(path.join(home, '.ssh/config'), 'Host own\n  Port 2022\n');
  await writeFile(path.join(home, '.ssh/id_rsa'), 'a key');
  await overlayHome(home, overlay, async (own) => `Host ours\n${own}`);
  return {
    home: (name) => path.join(home, name),
    overlay: (name) => path.join(overlay, name),
    bring: () => bringHome(home, overlay),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

describe('a home folder over the real one', () => {
  it.each([
    ['.netrc', 'machine a'],
    ['.ssh/id_rsa', 'a key'],
    ['.ssh/config', 'Host ours\nHost own\n  Port 2022\n'],
  ])('has %s', async (name, text) => {
    await using places = await homes();
    expect(await readFile(places.overlay(name), 'utf8')).toBe(text);
  });

  it('keeps its keys from others', async () => {
    await using places = await homes();
    expect((await stat(places.overlay('.ssh'))).mode & 0o777).toBe(0o700);
    expect((await stat(places.overlay('.ssh/config'))).mode & 0o777).toBe(0o600);
  });

  it.each(['no-such-home', '.netrc'])('is made where there is no home: %s', async (name) => {
    await using places = await homes();
    await overlayHome(places.home(name), places.home('other'), async (own) => `Host ours\n${own}`);
    expect(await readdir(places.home('other'))).toEqual(['.ssh']);
    expect(await readFile(places.home('other/.ssh/config'), 'utf8')).toBe('Host ours\n');
  });

  it('is written through where a link leads home', async () => {
    await using places = await homes();
    await writeFile(places.overlay('.netrc'), 'machine b');
    await writeFile(places.overlay('.cache/answer'), '42');
    expect(await readFile(places.home('.netrc'), 'utf8')).toBe('machine b');
    expect(await readFile(places.home('.cache/answer'), 'utf8')).toBe('42');
  });

  it('brings home what is new, and what was put in the place of a link', async () => {
    await using places = await homes();
    await mkdir(places.overlay('.new/deep'), { recursive: true });
    await writeFile(places.overlay('.new/deep/file'), 'text', { mode: 0o600 });
    await symlink('deep/file', places.overlay('.new/link'));
    await writeFile(places.overlay('.ssh/known_hosts'), 'a host');
    await writeFile(places.overlay('.netrc.new'), 'machine c');
    await rename(places.overlay('.netrc.new'), places.overlay('.netrc'));
    await places.bring();
    expect(await readFile(places.home('.new/link'), 'utf8')).toBe('text');
    expect((await stat(places.home('.new/deep/file'))).mode & 0o777).toBe(0o600);
    expect(await readFile(places.home('.ssh/known_hosts'), 'utf8')).toBe('a host');
    expect((await lstat(places.home('.netrc'))).isFile()).toBe(true);
    expect(await readFile(places.home('.netrc'), 'utf8')).toBe('machine c');
  });

  it('joins a folder that came to be at home in the meantime', async () => {
    await using places = await homes();
    for (const place of [places.home, places.overlay]) await mkdir(place('.tool'));
    await writeFile(places.home('.tool/one'), '1');
    await writeFile(places.overlay('.tool/two'), '2');
    await places.bring();
    expect((await readdir(places.home('.tool'))).sort()).toEqual(['one', 'two']);
  });

  it('changes nothing at home when nothing was changed', async () => {
    await using places = await homes();
    await places.bring();
    expect((await readdir(places.home(''))).sort()).toEqual(['.cache', '.netrc', '.ssh']);
    expect((await readdir(places.home('.ssh'))).sort()).toEqual(['config', 'id_rsa']);
    expect(await readFile(places.home('.ssh/config'), 'utf8')).toBe('Host own\n  Port 2022\n');
  });

  it('leaves sockets behind', async () => {
    await using places = await homes();
    await mkdir(places.overlay('.agent'));
    const server = createServer().listen(places.overlay('.agent/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    await places.bring();
    expect(await readdir(places.home('.agent'))).toEqual([]);
    await new Promise((resolve) => server.close(resolve));
  });
});
