import { once } from 'node:events';
import { rmSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedS3 } from '../../../services/s3-minio/embedded.ts';
import { resetS3 } from '../../../services/s3-minio/reset.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { s3 } from '../../contract/subjects/s3.ts';
import { temporaryDirectory } from './started-s3.ts';

let directory: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describeServiceContract('s3', {
  create: () => embeddedS3({ port: 0, directory }),
  ...s3,
});

describe('resetS3', () => {
  it('resets over the wire', async () => {
    const service = embeddedS3({ port: 0, directory });
    try {
      const endpoints = await service.start();
      const before = await s3.read(endpoints);
      await s3.change?.(endpoints);
      expect(await s3.read(endpoints)).not.toEqual(before);
      await resetS3(endpoints);
      expect(await s3.read(endpoints)).toEqual(before);
    } finally {
      await service.stop();
    }
  });

  it.each([
    ['a program', 200, {}],
    ['a page of another origin', 403, { Origin: 'http://a.example' }],
    ['a client who means the key of that name in a bucket', 403, { Host: 'fixtures.s3.localhost' }],
  ])('is for %s: %i', async (_name, status, headers) => {
    const service = embeddedS3({ port: 0, directory });
    try {
      const endpoints = await service.start();
      const before = await s3.read(endpoints);
      await s3.change?.(endpoints);
      const { port } = new URL(endpoints.url);
      const request = http.request({ port, method: 'POST', path: '/_playground/reset', headers }).end();
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      expect(answer.resume().statusCode).toBe(status);
      const after = await s3.read(endpoints);
      if (status === 200) expect(after).toEqual(before);
      else expect(after).not.toEqual(before);
    } finally {
      await service.reset();
      await service.stop();
    }
  });

  it('takes a port as it is given', async () => {
    const first = embeddedS3({ port: 0, directory });
    const { url } = await first.start();
    const second = embeddedS3({ port: Number(new URL(url).port), directory: await temporaryDirectory() });
    await expect(second.start()).rejects.toMatchObject({ code: 'ERR_PORT_TAKEN' });
    await first.stop();
  });
});
