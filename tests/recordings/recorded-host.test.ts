import { expect, it } from '@jest/globals';
import { parseRecordedHost } from '../../recordings/recorded-host.ts';

it.each([
  ['api.example.com', { host: 'api.example.com' }],
  ['*.example.com', { host: '*.example.com' }],
  ['a.example=127.0.0.1:3000', { host: 'a.example', to: { host: '127.0.0.1', port: 3000, tls: false } }],
  ['a.example=http://localhost:80/', { host: 'a.example', to: { host: 'localhost', port: 80, tls: false } }],
  ['a.example=https://[::1]:3443', { host: 'a.example', to: { host: '::1', port: 3443, tls: true } }],
])('%s is %j', (text, host) => {
  expect(parseRecordedHost(text)).toEqual(host);
});

it.each([
  '',
  'https://api.example.com',
  'api.example.com:443',
  'api.example.com/v1',
  'a.example=',
  'a.example=nowhere',
  'a.example=127.0.0.1:0',
  'a.example=ftp://h:21',
])("'%s' is not a host to record", (text) => {
  expect(() => parseRecordedHost(text)).toThrow(
    expect.objectContaining({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(`'${text}' is not a host to record`),
    }),
  );
});
