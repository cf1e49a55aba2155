import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { openAuthority } from '../../authority/open-authority.ts';
import { run } from '../../cli/program.ts';
import { fakeSdk } from '../support/fake-sdk.ts';
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

  it.each([
    [
      0o600,
      true,
      /ok.* \| certificate authority .*every host until \d{4}-\d\d-\d\d.*only its owner can read/i,
    ],
    [0o640, false, /NOT OK \| certificate authority .*which others can read.*chmod 600 .*ca\.key/],
  ] as const)(
    'says what the authority can sign and that its key, mode %i, is well kept: %s',
    async (mode, well, line) => {
      await using terminal = await testTerminal();
      const folder = path.join(terminal.directory, 'certificates');
      await openAuthority(folder);
      await chmod(path.join(folder, 'ca.key'), mode);
      const code = await run(['doctor', '--directory', '.'], terminal);
      expect(terminal.output).toMatch(line);
      if (!well) expect(code).toBe(1);
    },
  );

  it('tells of an authority that cannot be read', async () => {
    await using terminal = await testTerminal();
    await mkdir(path.join(terminal.directory, 'certificates'));
    await writeFile(path.join(terminal.directory, 'certificates', 'ca.crt'), 'nothing');
    expect(await run(['doctor', '--directory', '.'], terminal)).toBe(1);
    expect(terminal.output).toMatch(/NOT OK \| certificate authority .*cannot be read.*or remove it/);
  });

  it.each([
    ['none', undefined, 0, /ok +\| Connector SDK +\| is not on the PATH; only playground run needs it/],
    ['a supported version', '3.0.0', 0, /ok +\| Connector SDK +\| 3\.0\.0, run by .*bin\/fivetran/],
    [
      'one before',
      '2.13.1',
      1,
      /NOT OK \| Connector SDK +\| .*bin\/fivetran: fivetran-connector-sdk 2\.13\.1 is not supported: .*pip install/,
    ],
  ] as const)('says whether the SDK will do: %s', async (_what, version, code, line) => {
    await using terminal = await testTerminal();
    await using _playground = await createPlayground({
      services: ['api'],
      directory: path.join(terminal.directory, '.playground'),
    });
    const options =
      version === undefined ? [] : ['--venv', await fakeSdk(path.join(terminal.directory, 'venv'), version)];
    expect(await run(['doctor', ...options], terminal)).toBe(code);
    expect(terminal.output).toMatch(line);
  });

  it('tells of a playground that was killed', async () => {
    await using terminal = await testTerminal();
    // No process has this number: it is above the largest that Linux and macOS give.
    await writeFile(path.join(terminal.directory, 'playground.pid'), '99999999\n');
    await run(['doctor', '--directory', '.'], terminal);
    expect(terminal.output).toContain('process 99999999 was killed; the next start takes over what it left');
  });
});
