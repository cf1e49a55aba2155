import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { TRIED_AS } from '../support/said-of-trials.ts';
import { syncingSdk } from '../support/syncing-sdk.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const MAIN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

/** The command in a process of its own, whose temporary folders are in one of its own. */
async function started(directory: string, connector: string, verifyFile?: string) {
  const venv = await syncingSdk(path.join(directory, 'venv'));
  const [project, temporary] = [path.join(directory, 'project'), path.join(directory, 'tmp')];
  await mkdir(project);
  await mkdir(temporary);
  await writeFile(path.join(project, 'connector.py'), connector);
  if (verifyFile !== undefined) await writeFile(path.join(project, 'verify.yaml'), verifyFile);
  const tried = ['--as', TRIED_AS, '--venv', venv, '--only', '16,31,33', '--jobs', '2'];
  const argv = [MAIN, 'test', project, ...tried];
  const child = spawn(process.execPath, argv, { env: { ...process.env, TMPDIR: temporary } });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = once(child, 'close').then(async ([code]: number[]) => ({
    code,
    output: await said,
    left: [await readdir(temporary), (await readdir(project)).sort()],
  }));
  return { child, temporary, ended };
}

interface Hanging {
  readonly pid: number;
  readonly base: string;
}

it.each<[string, { sync: number; hang: number; signal: NodeJS.Signals; code: number }]>([
  ['before the scenarios', { sync: 1, hang: 1, signal: 'SIGINT', code: 130 }],
  ['in two scenarios at once', { sync: 3, hang: 2, signal: 'SIGINT', code: 130 }],
  ['in two scenarios at once by its parent', { sync: 3, hang: 2, signal: 'SIGTERM', code: 143 }],
])(
  'leaves nothing, and says nothing of what had not ended, when it is interrupted %s',
  async (_when, { sync, hang, signal, code }) => {
    await using directory = await temporaryDirectory();
    const hangsAs = path.join(directory.path, 'hanging');
    const connector = `# strict, hangs from ${sync} as ${hangsAs}\n`;
    const { child, temporary, ended } = await started(directory.path, connector);
    try {
      const hanging = await waitUntil(
        'the connectors to hang',
        async () => {
          const files = await readdir(hangsAs).catch(() => []);
          const texts = files.map((file) => readFile(path.join(hangsAs, file), 'utf8'));
          return (
            files.length === hang && (await Promise.all(texts)).map((said) => JSON.parse(said) as Hanging)
          );
        },
        { timeoutMs: 25_000 },
      );
      expect(await readdir(temporary)).not.toEqual([]);
      expect(new Set(hanging.map(({ base }) => base)).size).toBe(hang);
      child.kill(signal);
      expect(await ended).toEqual({
        code,
        output: ['', expect.stringContaining('Interrupted.')],
        left: [[], ['connector.py']],
      });
      for (const { pid, base } of hanging) {
        expect(() => process.kill(pid, 0)).toThrow('ESRCH');
        await expect(fetch(base)).rejects.toThrow('fetch failed');
      }
    } finally {
      child.kill('SIGKILL');
    }
  },
);

it("leaves nothing when it cannot read the project's verify.yaml", async () => {
  await using directory = await temporaryDirectory();
  const { ended } = await started(directory.path, '# strict\n', 'tabels: {}\n');
  expect(await ended).toEqual({
    code: 2,
    output: [
      '',
      expect.stringMatching(/verify\.yaml: .*unknown property 'tabels'\. Did you mean 'tables'\?/),
    ],
    left: [[], ['connector.py', 'verify.yaml']],
  });
});
