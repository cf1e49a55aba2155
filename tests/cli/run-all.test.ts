import { describe, expect, it, jest } from '@jest/globals';
import { handedBack } from '../../cli/run/handed-back.ts';
import { documentOf, HELLO, runBench, WRONG } from '../support/run-bench.ts';

// Each starts a playground and several processes.
jest.setTimeout(60_000);

describe('playground run --all', () => {
  it('runs a tree: what is known, and only that', async () => {
    await using it = await runBench();
    await it.connector('tree/quickstart_examples/hello', HELLO);
    await it.connector('tree/common_patterns_for_connectors/history_mode', HELLO);
    await it.connector('tree/mine', HELLO);
    expect(await it.run('--all', 'tree')).toBe(0);
    expect(it.terminal.output).toMatch(
      /^quickstart\/hello +\| as expected +\| hello +\| 1 +\| 1, 1 +\| \d+\.\d s$/m,
    );
    expect(it.terminal.output).toMatch(/history_mode +\| not served +\| it reads Microsoft SQL Server/);
    expect(it.terminal.output).toMatch(/tree\/mine +\| unknown +\|/);
    expect(it.terminal.output).toMatch(/^3 connectors: 1 not served, 1 unknown, 1 as expected, in \d+ s\n$/m);
  });

  it('resets after an example what that has changed', async () => {
    await using it = await runBench();
    const user = { rows: 7, written: 7 };
    await it.connector('tree/common_patterns_for_connectors/update_configuration_during_sync', [
      { tables: { user }, sets: { token: 'new' } },
    ]);
    expect([await it.run('--all', 'tree', '--no-values'), it.terminal.errors]).toEqual([0, '']);
    expect(await handedBack(it.playground.endpoints)).toEqual({});
  });

  it('fails for a tree in which one differs, and shows the end of its log', async () => {
    await using it = await runBench();
    await it.connector('tree/quickstart/hello', WRONG);
    await it.connector('tree/common_patterns_for_connectors/hashes', [
      { exitCode: 1, says: 'Error: for a reason' },
    ]);
    await it.connector('tree/common_patterns_for_connectors/pagination/database_keyset', HELLO);
    expect(await it.run('--all', 'tree', '--json', '--jobs', '2')).toBe(1);
    expect(documentOf(it.terminal)).toMatchObject({
      results: { different: 2, 'cannot run': 1 },
      runs: [
        {
          example: 'common_patterns/hashes',
          syncs: [{ log: expect.stringContaining('for a reason') }],
        },
        { result: 'cannot run', reasons: [expect.stringContaining('needs postgres')] },
        {
          example: 'quickstart/hello',
          reasons: [
            'sync 1 left 2 rows in hello, not 1',
            expect.anything(),
            expect.anything(),
            expect.anything(),
          ],
        },
      ],
    });
  });

  it('chooses from a tree by a part of the path', async () => {
    await using it = await runBench();
    await it.connector('tree/quickstart_examples/hello', HELLO);
    await it.connector('tree/quickstart_examples/other', WRONG);
    expect(await it.run('tree', '--only', 'quickstart*/hel,none')).toBe(0);
    expect(it.terminal.output).toContain('1 connectors: 1 as expected');
    expect(await it.run('tree', '--only', 'none,hello*other')).toBe(2);
    expect(it.terminal.errors).toContain('None of the 2 connectors below');
  });
});
