import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { createPlayground } from '../../playground/playground.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const execute = promisify(execFile);

/** What a commit would have after `git add -A` in a repository, whatever its user's settings are. */
async function added(repository: string): Promise<string[]> {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: string[]) => execute('git', args, { cwd: repository, env });
  await git('init', '--quiet');
  await git('add', '--all');
  const { stdout } = await git('ls-files');
  return stdout.split('\n').filter((line) => line !== '');
}

it.each([
  ['in a project without a .gitignore', '.playground', {}],
  ['in a project that ignores other things', '.playground', { '.gitignore': 'node_modules/\n' }],
  ['in a project that ignores nothing on purpose', '.playground', { '.gitignore': '!*\n' }],
  ['by another name, further below', 'tests/data/here', {}],
  ['where an empty .gitignore lay', '.playground', { '.playground/.gitignore': '' }],
])('git adds nothing of a playground %s', async (_where, name, files: Readonly<Record<string, string>>) => {
  await using project = await temporaryDirectory();
  const own = { 'connector.py': '', ...files };
  for (const [file, text] of Object.entries(own)) {
    await mkdir(path.dirname(path.join(project.path, file)), { recursive: true });
    await writeFile(path.join(project.path, file), text);
  }
  const expected = Object.keys(own).filter((file) => !file.startsWith('.playground/'));
  await using playground = await createPlayground({
    directory: path.join(project.path, name),
    services: ['api', 'bastion', 's3'],
  });
  expect((await added(project.path)).toSorted()).toEqual(expected.toSorted());
  await playground.stop();
  expect((await added(project.path)).toSorted()).toEqual(expected.toSorted());
});
