import { describe, expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { testTerminal } from '../support/test-terminal.ts';

describe('playground seed', () => {
  it('fills a large table with a growing bar, and leaves nothing running', async () => {
    await using terminal = await testTerminal();
    const argv = ['seed', '--services', 'postgres', '--postgres-rows', '120000'];
    expect([await run(argv, terminal), terminal.errors]).toEqual([0, '']);
    expect(terminal.output).toMatch(/Filling public\.people \[#{30}\] 100% of 120000 rows\n/);
    expect(terminal.output).toMatch(/Seeded .*\.playground\n$/);
    expect(await run(['status'], terminal)).toBe(1);
  }, 30_000);
});
