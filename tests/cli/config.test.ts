import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { run } from '../../cli/program.ts';
import { testTerminal } from '../support/test-terminal.ts';

describe('playground config', () => {
  it('lists the examples', async () => {
    await using terminal = await testTerminal();
    expect(await run(['config', '--list'], terminal)).toBe(0);
    expect(terminal.output).toMatch(/common_patterns\/authentication\/api_key +\| api/);
  });

  it.each([
    ['common_patterns_for_connectors/authentication/api_key', { api_key: 'playground-api-key' }],
    ['examples/common_patterns_for_connectors/authentication/api_key/', { api_key: 'playground-api-key' }],
    ['http_basic', { username: 'basic@example.com', password: 'basic-password' }],
    ['authentication/session_token', { username: 'session@example.com', password: 'session-password' }],
  ])('%s is configured from what runs', async (example, expected) => {
    await using terminal = await testTerminal();
    await using _playground = await createPlayground({
      services: ['api'],
      directory: path.join(terminal.directory, '.playground'),
    });
    expect([await run(['config', example], terminal), terminal.errors]).toEqual([0, '']);
    expect(JSON.parse(terminal.output)).toEqual(expected);
  });

  it('writes the file where it is told, for an example that needs nothing to run', async () => {
    await using terminal = await testTerminal();
    expect(await run(['config', 'weather_xml_api', '--write', 'project'], terminal)).toBe(0);
    const text = await readFile(path.join(terminal.directory, 'project/configuration.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({ station_codes: 'KOAK,KJFK,KLAX,KORD,KDFW' });
  });

  it.each([
    [['config'], 2, /name an example, or use --list/],
    [['config', 'api_kei'], 2, /There is no example 'api_kei'\. Did you mean .*authentication\/api_key/],
    [['config', 'history_mode'], 2, /cannot be configured: it reads Microsoft SQL Server/],
    [['config', 'api_key'], 1, /No playground runs in/],
  ])('%j ends with %i', async (argv, code, errors) => {
    await using terminal = await testTerminal();
    expect(await run(argv, terminal)).toBe(code);
    expect(terminal.errors).toMatch(errors);
  });
});
