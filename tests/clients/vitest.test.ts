import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const exec = promisify(execFile);
const FOLDER = path.join(import.meta.dirname, 'vitest');
const VITEST = path.resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

it('has the matchers in Vitest, of the built package', async () => {
  // It must not take itself for one of Jest's workers.
  const { JEST_WORKER_ID: _, NODE_OPTIONS: __, ...env } = process.env;
  const argv = [
    VITEST,
    'run',
    '--root',
    FOLDER,
    '--reporter=json',
    '--no-cache',
    '--maxWorkers=1',
    '--testTimeout=60000',
  ];
  const { stdout } = await exec(process.execPath, argv, { cwd: FOLDER, env }).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  const { testResults } = JSON.parse(stdout) as VitestReport;
  const [matches, differs] = testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(matches).toMatchObject({ title: 'matches', status: 'passed' });
  expect(differs).toMatchObject({ title: 'differs', status: 'failed' });
  expect(differs?.failureMessages[0]).toMatch(
    /The destination does not match its source\.\n\n.*people = people {2}✗ 9 rows, 9 equal: 1 missing/s,
  );
}, 120_000);
