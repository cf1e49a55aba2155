import { expect, it } from '@jest/globals';
import { addressIn } from '../../core/place.ts';

it.each([
  ['http://127.0.0.1:5001', { host: '127.0.0.1', port: 5001 }],
  ['http://api/', { host: 'api', port: 80 }],
  ['https://[::1]', { host: '::1', port: 443 }],
  ['ssh://[::1]:2222', { host: '::1', port: 2222 }],
  ['postgresql://me:secret@db:5432/playground', { host: 'db', port: 5432 }],
])('finds the server of %s', (url, address) => {
  expect(addressIn(url)).toEqual(address);
});
