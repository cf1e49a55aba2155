import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { resetApi } from '../../../services/api/reset.ts';
import { resetGateway } from '../../../services/gateway/reset.ts';
import { resetS3 } from '../../../services/s3-minio/reset.ts';

const keys = { accessKeyId: 'a', secretAccessKey: 'b', region: 'us-east-1', bucket: 'c' };
const resets: [string, (url: string) => Promise<void>][] = [
  ['api', (url) => resetApi({ url } as Parameters<typeof resetApi>[0])],
  ['gateway', (url) => resetGateway({ url })],
  ['s3', (url) => resetS3({ url, ...keys } as Parameters<typeof resetS3>[0])],
];

it.each(resets)('%s says why it was not reset', async (service, reset) => {
  await using server = createServer((_, response) => response.writeHead(403).end('not today'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(reset(url)).rejects.toMatchObject({
    code: 'ERR_SERVICE_FAILED',
    message: `${service} did not reset: ${url}/_playground/reset answered 403 not today.`,
  });
});

it.each(resets)('%s says that nobody listens', async (service, reset) => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await server[Symbol.asyncDispose]();
  await expect(reset(url)).rejects.toMatchObject({
    code: 'ERR_SERVICE_FAILED',
    message: expect.stringMatching(
      `^${service} did not reset: .*/_playground/reset could not be asked \\(.*ECONNREFUSED`,
    ),
  });
});
