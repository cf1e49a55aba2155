import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import type { FakeSync } from '../support/fake-sdk.ts';
import { documentOf, HELLO, runBench, WRONG } from '../support/run-bench.ts';

// Each starts a playground and several processes.
jest.setTimeout(60_000);

describe('playground run', () => {
  it('syncs a public example twice, in a copy with its configuration and a home of its own', async () => {
    await using it = await runBench();
    const folder = await it.connector('examples/common_patterns_for_connectors/authentication/api_key', [
      { tables: { user: { rows: 7, written: 7 } }, state: { cursor: 7 } },
    ]);
    await writeFile(path.join(folder, 'configuration.json'), '{"api_key": "<YOUR_API_KEY>"}');
    expect([await it.run(folder, '--no-values'), it.terminal.errors]).toEqual([0, '']);
    const given = it.terminal.output.split('\n').filter((line) => line.startsWith('{'));
    expect(given.map((line) => JSON.parse(line))).toEqual(
      [1, 2].map(() => ({
        argv: ['debug', '--configuration'],
        configuration: { api_key: 'playground-api-key' },
        home: expect.stringMatching(/playground-run-\w+\/home$/),
        proxy: it.playground.endpoints.gateway.url,
      })),
    );
    expect(it.terminal.output).toMatch(/^2 +\| user +\| 7 +\| 7 +\| 0$/m);
    expect(it.terminal.output).toContain('State: {"cursor":7}\n');
    expect(it.terminal.output).toMatch(/authentication\/api_key: as expected, \d+\.\d s\n$/);
    expect((await readdir(folder)).sort()).toEqual(['configuration.json', 'connector.py']);
  });

  it.each<[string, readonly FakeSync[], RegExp]>([
    ['other rows', WRONG, /- sync 1 left 2 rows in hello, not 1\n/],
    ['no table', [{}], /- sync 1 left no table hello\n/],
    ['a failure', [{ exitCode: 1, says: 'Error: no' }], /- sync 1 ended with 1\n/],
    [
      'a module that is not there',
      [{ exitCode: 1, says: "Error: No module named 'gnupg'" }],
      /- it imports gnupg, which .*python3 does not have\. Install python-gnupg:.*hello: cannot run,/s,
    ],
  ])('says what differs: %s', async (_what, syncs, said) => {
    await using it = await runBench();
    await it.connector('quickstart_examples/hello', syncs);
    expect(await it.run('quickstart_examples/hello')).toBe(1);
    expect(it.terminal.output).toMatch(said);
  });

  it('tells a known defect from any other', async () => {
    await using it = await runBench();
    const [known, other] = [
      [{ exitCode: 1, says: 'TypeError: write() argument must be str, not bytes' }],
      [{ exitCode: 1, says: 'ConnectionError: refused' }],
    ];
    await it.connector('common_patterns_for_connectors/high_volume_csv', known);
    await it.connector('other', other);
    expect(await it.run('common_patterns_for_connectors/high_volume_csv', '--quiet')).toBe(0);
    expect(it.terminal.output).toContain('high_volume_csv: fails as known');
    expect(await it.run('other', '--as', 'high_volume_csv', '--quiet')).toBe(1);
    expect(it.terminal.output).toContain('- sync 1 failed for another reason than');
  });

  it('runs a connector that is no public example with its own configuration, and expects nothing of it', async () => {
    await using it = await runBench();
    const folder = await it.connector('mine', [{ tables: { any: { rows: 5, written: 5 } } }]);
    await writeFile(path.join(folder, 'configuration.json'), '{"url": "https://example.com"}');
    expect(await it.run('mine', '--json', '--no-values')).toBe(0);
    expect(documentOf(it.terminal)).toMatchObject({
      sdk: '3.0.0',
      truth: { seed: 42, records: 7 },
      results: { succeeded: 1 },
      runs: [{ folder, result: 'succeeded', reasons: [], syncs: [{ exitCode: 0 }, { exitCode: 0 }] }],
    });
    expect(it.terminal.errors).toContain('"url":"https://example.com"');
  });

  it.each<[string, readonly FakeSync[], string[], number, RegExp]>([
    ['no table', [{}], [], 3, /- the destination is EMPTY: .* add --allow-empty\nmine: nothing to compare, /],
    [
      'tables without rows',
      [{ tables: { any: { rows: 0, written: 0 } } }],
      ['--quiet'],
      3,
      /- the destination is EMPTY: .*\n.*mine: nothing to compare, /s,
    ],
    ['no table, as it should', [{}], ['--allow-empty'], 0, /mine: succeeded, /],
    ['a failure', [{ exitCode: 1 }], ['--allow-empty'], 1, /mine: failed, /],
    [
      'rows at first, and none after',
      [{ tables: { any: { rows: 1, written: 1 } } }, { tables: {} }],
      [],
      3,
      /EMPTY/,
    ],
    [
      'only rows that are deleted',
      [{ tables: { any: { rows: 1, written: 1, deleted: 1 } } }],
      ['--no-values'],
      0,
      /mine: succeeded, /,
    ],
  ])('does not call success what leaves nothing: %s', async (_what, syncs, options, code, said) => {
    await using it = await runBench();
    await it.connector('mine', syncs);
    expect(await it.run('mine', ...options)).toBe(code);
    expect(it.terminal.output.replaceAll(it.terminal.directory, '').replaceAll('/mine', 'mine')).toMatch(
      said,
    );
  });

  it('shows no log with --quiet but the end of one that failed, with the reason', async () => {
    await using it = await runBench();
    await it.connector('mine', [{ exitCode: 1, says: `first\n${'more\n'.repeat(40)}Error: for a reason` }]);
    expect(await it.run('mine', '--quiet')).toBe(1);
    expect(it.terminal.output).toMatch(/- sync 1 ended with 1\n( {4}more\n)+ {4}Error: for a reason\n/);
    expect(it.terminal.output).not.toContain('first');
  });

  it('takes what it is told for no example', async () => {
    await using it = await runBench();
    await it.connector('quickstart/hello', WRONG);
    expect(await it.run('quickstart/hello', '--as', 'own', '--quiet', '--no-values')).toBe(0);
    expect(it.terminal.output).toMatch(/quickstart\/hello: succeeded, /);
  });

  it('gives the next sync what the one before set in the configuration of its connection', async () => {
    await using it = await runBench();
    await it.connector('mine', [{ sets: { token: 'new' } }]);
    expect(await it.run('mine', '--allow-empty')).toBe(0);
    const given = it.terminal.output.split('\n').filter((line) => line.startsWith('{'));
    expect(given.map((line) => JSON.parse(line).configuration)).toEqual([{}, { token: 'new' }]);
  });

  it('says when what is expected is only for the defaults', async () => {
    await using it = await runBench();
    await rm(path.join(it.terminal.directory, '.playground/truth.json'));
    await it.connector('quickstart_examples/hello', HELLO);
    expect(await it.run('quickstart_examples/hello', '--json', '--quiet')).toBe(0);
    expect(it.terminal.errors).toMatch(
      / does not say how .*: the expected rows are those of the defaults\.\n$/,
    );
    expect(documentOf(it.terminal)).toMatchObject({ truth: { records: 200 } });
  });

  it('keeps the scratch folder if asked', async () => {
    await using it = await runBench();
    await it.connector('mine', [{ says: 'hello' }]);
    expect(await it.run('mine', '--keep', '--quiet', '--syncs', '1', '--allow-empty')).toBe(0);
    const kept = /^Kept in (.*)$/m.exec(it.terminal.output)?.[1] ?? '';
    const log = await readFile(path.join(kept, 'sync-1.log'), 'utf8');
    await rm(kept, { recursive: true });
    expect(log).toContain('hello');
  });

  it.each([['--all'], ['--quiet']])(
    'ends a connector when it is interrupted, and cleans up: %s',
    async (option) => {
      await using it = await runBench();
      const hangsAs = path.join(it.terminal.directory, 'process');
      const folder = await it.connector('quickstart_examples/hello', [{ hangsAs }]);
      const ended = it.run(folder, option);
      const pid = await waitUntil(
        'the connector to run',
        async () => existsSync(hangsAs) && Number(await readFile(hangsAs, 'utf8')),
      );
      it.terminal.interrupt();
      expect(await ended).toBe(130);
      expect(it.terminal.errors).toContain('Interrupted.');
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    },
  );

  it('stops a sync that takes too long', async () => {
    await using it = await runBench();
    await it.connector('mine', [{ hangsAs: path.join(it.terminal.directory, 'process') }]);
    expect(await it.run('mine', '--timeout', '1')).toBe(1);
    expect(it.terminal.output).toMatch(/- sync 1 was stopped after \d+ s\n/);
  });

  it.each([
    [['nowhere'], 2, /nowhere has no connector\.py/],
    [['--all', 'venv'], 2, /There is no connector\.py below .*venv/],
    [['hello', '--as', 'helo'], 2, /There is no example 'helo'\. Did you mean/],
    [['hello', '--as', 'history_mode'], 2, /history_mode cannot be run: it reads Microsoft SQL Server/],
    [['hello', '--as', 'hello', '--all'], 2, /cannot be used with option '--all'/],
    [
      ['hello', '--venv', 'hello'],
      2,
      /There is no program fivetran in .*hello\/bin\. Make an environment with: python3 -m venv/,
    ],
    [['hello', '--directory', 'nowhere'], 1, /No playground runs in/],
    [['hello', '--as', 'database_keyset'], 1, /needs postgres,/],
    [['hello', '--jobs', '0'], 2, /from 1 to/],
  ])('%j ends with %i', async (argv, code, errors) => {
    await using it = await runBench();
    await it.connector('hello', HELLO);
    expect(await it.run(...argv)).toBe(code);
    expect(it.terminal.errors).toMatch(errors);
  });
});
