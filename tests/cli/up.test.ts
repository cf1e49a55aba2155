import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { type TestTerminal, testTerminal } from '../support/test-terminal.ts';

const API_ONLY = ['up', '--services', 'api', '--port', '0'];

async function apiUrl(terminal: TestTerminal): Promise<string> {
  const file = path.join(terminal.directory, '.playground', 'endpoints.json');
  const text = await waitUntil('the endpoints file', () => readFile(file, 'utf8').catch(() => undefined));
  return JSON.parse(text).api.url;
}

describe('playground up', () => {
  it('shows every endpoint with its credentials, then Ready, then requests, and stops when interrupted', async () => {
    await using terminal = await testTerminal();
    const ended = run(API_ONLY, terminal);
    const url = await apiUrl(terminal);
    await waitUntil('Ready', () => terminal.output.includes('Ready after'));
    for (const shown of [
      '/pagination/keyset',
      '/export/csv',
      'basic-password',
      'playground-api-key',
      'playground-client-secret',
      'curl ',
    ]) {
      expect(terminal.output).toContain(shown);
    }
    await fetch(`${url}/pagination/offset?limit=0`);
    await waitUntil('the line of the request', () =>
      /400 .* ms {2}api +GET {2}\/pagination\/offset\?limit=0\n/.test(terminal.output),
    );
    terminal.interrupt();
    expect(await ended).toBe(0);
    expect(terminal.output.trimEnd().endsWith('Stopped.')).toBe(true);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('writes one line of JSON per event for machines', async () => {
    await using terminal = await testTerminal();
    // Another playground of this machine may have the usual port.
    const ended = run([...API_ONLY, '--control-port', '0', '--log', 'json'], terminal);
    await fetch(`${await apiUrl(terminal)}/export/csv`).then((response) => response.text());
    await waitUntil('the request', () => terminal.output.includes('"event":"request"'));
    terminal.interrupt();
    expect(await ended).toBe(0);
    const events = terminal.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['service_started', 'ready', 'request', 'stopped']);
    expect(events[2]).toMatchObject({
      service: 'api',
      operation: 'GET',
      target: '/export/csv',
      status: 200,
    });
  });

  it.each([
    [['--rate-limit'], 20],
    [['--rate-limit', 'true', '--capacity', '3'], 3],
    [['--rate-limit', '7'], 7],
    [['--rate-limit', 'false'], null],
  ])('%j limits to %j requests at once', async (options, capacity) => {
    await using terminal = await testTerminal();
    const ended = run([...API_ONLY, ...options], terminal);
    const response = await fetch(`${await apiUrl(terminal)}/export/csv`);
    terminal.interrupt();
    expect(response.headers.get('X-RateLimit-Limit')).toBe(capacity === null ? null : String(capacity));
    expect(await ended).toBe(0);
  });

  it.each([
    ['a fault', '{ on: { path: /export/csv }, do: { status: 503 } }', 'option'],
    ['a list', '- { on: { path: /export/csv }, do: { status: 503 } }', 'variable'],
    ['a plan', 'plan:\n  - { on: { path: /export/csv }, do: { status: 503 } }', 'option'],
    [
      'a scenario',
      'scenario: own\nplan: [{ on: { path: /export/csv }, do: { status: 503 } }]\nthen: [sync]\nexpect: { causes: [no-retry] }',
      'variable',
    ],
  ])('lets happen what %s in a file plans, from the start', async (_what, text, by) => {
    await using terminal = await testTerminal(
      by === 'variable' ? { PLAYGROUND_FAULTS_FILE: 'plan.yaml' } : {},
    );
    await writeFile(path.join(terminal.directory, 'plan.yaml'), text);
    const ended = run([...API_ONLY, ...(by === 'option' ? ['--faults', 'plan.yaml'] : [])], terminal);
    const url = await apiUrl(terminal);
    const statuses = [await fetch(`${url}/export/csv`), await fetch(`${url}/export/csv`)].map(
      ({ status }) => status,
    );
    terminal.interrupt();
    expect([await ended, statuses]).toEqual([0, [503, 200]]);
  });

  it.each([
    ['missing.yaml', undefined, /missing\.yaml cannot be read: ENOENT/],
    [
      'plan.yaml',
      '- { on: { tcp: postgres }, do: reset }',
      /No connection to 'postgres' can have faults here/,
    ],
  ])('refuses the plan in %s', async (file, text, said) => {
    await using terminal = await testTerminal();
    if (text) await writeFile(path.join(terminal.directory, file), text);
    expect(await run([...API_ONLY, '--control-port', '0', '--faults', file], terminal)).toBe(2);
    expect(terminal.errors).toMatch(said);
  });

  it('says how to go on when another playground has the folder', async () => {
    await using terminal = await testTerminal();
    const first = run(API_ONLY, terminal);
    await apiUrl(terminal);
    expect(await run(API_ONLY, terminal)).toBe(1);
    expect(terminal.errors).toContain('Stop it, or choose another folder.');
    terminal.interrupt();
    expect(await first).toBe(0);
  });
});
