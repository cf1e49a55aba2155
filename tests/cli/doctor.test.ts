import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { run } from '../../cli/run.ts';
import { testTerminal } from '../support/test-terminal.ts';

describe('playground doctor', () => {
  it('finds a running playground well', async () => {
    await using terminal = await testTerminal();
    const directory = path.join(terminal.directory, '.playground');
    await using playground = await createPlayground({ services: ['api'], directory });
    expect([await run(['doctor'], terminal), terminal.errors]).toEqual([0, '']);
    expect(terminal.output).toContain(`runs as process ${process.pid}`);
    expect(terminal.output).toContain(`answers at ${playground.endpoints.api.url}`);
  });

  it('tells the way out when the folder cannot be made', async () => {
    await using terminal = await testTerminal();
    await writeFile(path.join(terminal.directory, 'file'), '');
    expect(await run(['doctor', '--directory', 'file/folder'], terminal)).toBe(1);
    expect(terminal.output).toMatch(
      /NOT OK \| folder .*file\/folder .*ENOTDIR.* Choose another with --directory\./,
    );
  });

  it('tells of a playground that was killed', async () => {
    await using terminal = await testTerminal();
    // No process has this number: it is above the largest that Linux and macOS give.
    await writeFile(path.join(terminal.directory, 'playground.pid'), '99999999\n');
    await run(['doctor', '--directory', '.'], terminal);
    expect(terminal.output).toContain('process 99999999 was killed; the next start takes over what it left');
  });
});
