import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../core/service.ts';
import type { Behaviour } from './subjects/subject.ts';

interface Subject<Endpoints> extends Behaviour<Endpoints> {
  /** A new service with the same options each time, on port 0. */
  readonly create: () => Service<Endpoints>;
}

/** The promises of `core/service.ts`, checked for one service. Called by every service's suite. */
export function describeServiceContract<Endpoints>(name: string, subject: Subject<Endpoints>): void {
  describe(`${name} keeps the promises of Service`, () => {
    it('gives plain JSON endpoints that a client can connect to', async () => {
      const service = subject.create();
      try {
        const endpoints = await service.start();
        expect(JSON.parse(JSON.stringify(endpoints))).toEqual(endpoints);
        await subject.connect(endpoints);
      } finally {
        await service.stop();
      }
    });

    it('refuses a second start, and a reset before the first', async () => {
      const service = subject.create();
      await expect(service.reset()).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
      try {
        await service.start();
        await expect(service.start()).rejects.toMatchObject({ code: 'ERR_ALREADY_STARTED' });
      } finally {
        await service.stop();
      }
    });

    it('stops at any time, and nobody listens afterwards', async () => {
      const service = subject.create();
      await service.stop();
      const endpoints = await service.start();
      await service.stop();
      await service.stop();
      await expect(subject.connect(endpoints)).rejects.toBeDefined();
    });

    it('gives the same data after a restart', async () => {
      const service = subject.create();
      try {
        const before = await subject.read(await service.start());
        await service.stop();
        expect(await subject.read(await service.start())).toEqual(before);
      } finally {
        await service.stop();
      }
    });

    it('resets to the data of the start and keeps its endpoints', async () => {
      const service = subject.create();
      try {
        const endpoints = await service.start();
        const before = await subject.read(endpoints);
        if (subject.change) {
          await subject.change(endpoints);
          expect(await subject.read(endpoints)).not.toEqual(before);
        }
        await service.reset();
        expect(await subject.read(endpoints)).toEqual(before);
      } finally {
        await service.stop();
      }
    });
  });
}
