import { expect, it } from '@jest/globals';
import { jsonLog, prettyLog } from '../../cli/log.ts';
import type { LogFields } from '../../core/logger.ts';
import { testTerminal } from '../support/test-terminal.ts';

it.each<[string, LogFields, RegExp]>([
  [
    'a request',
    { service: 'api', operation: 'GET', target: '/a?b=1', status: 200, duration_ms: 1.25 },
    / {2}200 {2} +1\.3 ms {2}api +GET {2}\/a\?b=1\n$/,
  ],
  [
    'a request that nobody waited for',
    { service: 'key-vault', operation: 'DELETE', target: '/a', status: null, duration_ms: 9, aborted: true },
    / {2}ok .*9\.0 ms {2}key-vault DELETE \/a {2}client went away\n$/,
  ],
  [
    'a statement',
    { service: 'postgres', operation: 'query', target: 'SELECT 1\n  FROM a', status: null, duration_ms: 2 },
    / {2}ok .*2\.0 ms {2}postgres {2}query SELECT 1 FROM a\n$/,
  ],
  [
    'a statement that failed',
    {
      service: 'redshift',
      operation: 'query',
      target: 'SELEC',
      status: null,
      duration_ms: 2,
      error_code: '42601',
    },
    / {2}42601 .* redshift {2}query SELEC\n$/,
  ],
  [
    'something that is no request at all',
    { service: 'gateway', operation: null, target: null, status: 400, duration_ms: 0 },
    / {2}400 .* gateway {3}- {4}-\n$/,
  ],
])('%s is one line with the name of the service', async (_name, fields, line) => {
  await using terminal = await testTerminal();
  prettyLog(terminal)('request', fields);
  expect(terminal.output).toMatch(line);
  expect(terminal.output.split('\n')).toHaveLength(2);
});

it('names the service of any other event before the event', async () => {
  await using terminal = await testTerminal();
  prettyLog(terminal)('line_damaged', { service: 's3', line: 3 });
  expect(terminal.output).toMatch(/ {2}s3 +line_damaged \{"line":3\}\n$/);
});

it('is the event with all its fields for machines', async () => {
  await using terminal = await testTerminal();
  jsonLog(terminal)('line_damaged', { service: 's3', line: 3 });
  expect(JSON.parse(terminal.output)).toEqual({
    at: expect.any(String),
    event: 'line_damaged',
    service: 's3',
    line: 3,
  });
});
