import { rmSync } from 'node:fs';
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

  it('needs the keys', async () => {
    const service = embeddedS3({ port: 0, directory });
    try {
      const endpoints = await service.start();
      await expect(resetS3({ ...endpoints, secretAccessKey: 'wrong' })).rejects.toThrow(
        'SignatureDoesNotMatch',
      );
      expect((await fetch(`${endpoints.url}/_playground/reset`, { method: 'POST' })).status).toBe(403);
    } finally {
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
