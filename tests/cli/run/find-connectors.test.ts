import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { copyProject } from '../../../cli/run/copy-project.ts';
import { findConnectors } from '../../../cli/run/find-connectors.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function writeTree(root: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), file);
  }
}

describe('findConnectors', () => {
  it('finds every folder with a connector, and none inside of one or of an environment', async () => {
    await using directory = await temporaryDirectory();
    await writeTree(directory.path, [
      'b/connector.py',
      'b/sub/connector.py',
      'a/deep/connector.py',
      'a/README.md',
      '.hidden/connector.py',
      'node_modules/x/connector.py',
      'venv/pyvenv.cfg',
      'venv/lib/x/connector.py',
    ]);
    expect(await findConnectors(directory.path)).toEqual(
      ['a/deep', 'b'].map((folder) => path.join(directory.path, folder)),
    );
  });
});

describe('copyProject', () => {
  it('copies what belongs to a connector, into folders that can be written', async () => {
    await using directory = await temporaryDirectory();
    const [from, to] = [path.join(directory.path, 'from'), path.join(directory.path, 'to')];
    await writeTree(from, [
      'connector.py',
      'package/module.py',
      'package/__pycache__/module.pyc',
      'files/warehouse.db',
      'crash-reports/x.log',
      'venv/pyvenv.cfg',
      'venv/bin/python',
    ]);
    await chmod(path.join(from, 'package'), 0o555);
    await copyProject(from, to);
    await chmod(path.join(from, 'package'), 0o755);
    const copied = (await readdir(to, { recursive: true })).sort();
    expect(copied).toEqual(['connector.py', 'package', 'package/module.py', 'venv']);
    expect(await readFile(path.join(to, 'package/module.py'), 'utf8')).toBe('package/module.py');
    expect((await stat(path.join(to, 'package'))).mode & 0o200).toBe(0o200);
  });
});
