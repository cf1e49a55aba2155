import { execFile, spawn } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LISTED = 'const MANIFESTS = [';

describe('a service that is a folder, a manifest and a line in the list', () => {
  let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
  let up: ReturnType<typeof spawn>;
  let output = '';
  const directory = (): string => path.join(folder.path, 'data');

  async function playground(...argv: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/cli/main.js', ...argv], {
      cwd: folder.path,
    });
    return stdout;
  }

  beforeAll(async () => {
    folder = await temporaryDirectory();
    await cp(path.join(ROOT, 'dist'), path.join(folder.path, 'dist'), { recursive: true });
    await cp(path.join(ROOT, 'package.json'), path.join(folder.path, 'package.json'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder.path, 'node_modules'));
    await cp(path.join(import.meta.dirname, 'echo'), path.join(folder.path, 'dist/services/echo'), {
      recursive: true,
    });
    const list = path.join(folder.path, 'dist/playground/manifests.js');
    const text = await readFile(list, 'utf8');
    expect(text).toContain(LISTED);
    const imported = "import { echo } from '../services/echo/manifest.js';\n";
    await writeFile(list, imported + text.replace(LISTED, `${LISTED}echo, `));
    const argv = [
      'dist/cli/main.js',
      'up',
      '--services',
      'echo,api',
      '--ports',
      'echo=0,api=0',
      '--control-port',
      '0',
    ];
    up = spawn(process.execPath, [...argv, '--directory', directory()], { cwd: folder.path });
    up.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    await waitUntil('the playground', () => output.includes('Press Ctrl-C'), { timeoutMs: 60_000 });
  }, 90_000);

  afterAll(async () => {
    up.kill('SIGTERM');
    await waitUntil('the end', () => up.exitCode !== null || up.signalCode !== null, { timeoutMs: 20_000 });
    await folder[Symbol.asyncDispose]();
  });

  async function url(): Promise<string> {
    const { echo } = JSON.parse(await readFile(path.join(directory(), 'endpoints.json'), 'utf8')) as {
      echo: { url: string };
    };
    return echo.url;
  }

  it('is in the banner', async () => {
    expect(output).toMatch(new RegExp(`^Echo +\\| ${await url()} `, 'm'));
    expect(output).toContain(`curl ${await url()}\n`);
  });

  it('is in status', async () => {
    expect(await playground('status', '--directory', directory())).toContain(await url());
  });

  it('is in env', async () => {
    const variables = await playground('env', '--json', '--directory', directory());
    expect(JSON.parse(variables)).toMatchObject({ PLAYGROUND_ECHO_URL: await url() });
  });

  it('is in doctor', async () => {
    expect(await playground('doctor', '--directory', directory())).toMatch(/echo +\| .*answers at/);
  });

  it('is reset', async () => {
    const asked = await url();
    for (const count of ['0', '1']) expect(await (await fetch(asked)).text()).toBe(count);
    expect(await playground('reset', 'echo', '--directory', directory())).toMatch(/^echo reset in/);
    expect(await (await fetch(asked)).text()).toBe('0');
  });

  it('is in the journal of the playground and in the log, by what it was asked', async () => {
    await fetch(`${await url()}/over?there=1`);
    const control = JSON.parse(await readFile(path.join(directory(), 'control.json'), 'utf8')).url;
    const entry = {
      ...{ service: 'echo', operation: 'GET', target: '/over?there=1', route: 'echo', rows: null },
      ...{ status: 200, bytes: 1, aborted: false, error_code: null },
    };
    for (const from of [control, await url()]) {
      const journal = await fetch(`${from}/_playground/journal?service=echo`);
      expect(((await journal.json()) as { entries: unknown[] }).entries.at(-1)).toMatchObject(entry);
    }
    const health = await fetch(`${control}/_playground/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', services: { echo: { status: 'ok' } } });
    const metrics = await (await fetch(`${control}/_playground/metrics?service=echo`)).text();
    expect(metrics).toContain('requests_total{service="echo",operation="GET",route="echo",status="200"}');
    await waitUntil('the line', () => /200 +[\d.]+ ms {2}echo +GET +\/over\?there=1\n/.test(output));
  });

  it('is named to whoever mistypes it', async () => {
    await expect(playground('reset', 'eco', '--directory', directory())).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'echo'?"),
    });
  });
});
