import { describe, expect, it } from '@jest/globals';
import { serviceOf } from '../../core/service-of.ts';

/** A service whose opening and closing wait to be told, and which takes note of what is asked of it. */
function tinyService() {
  const events: string[] = [];
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  let letClose: (() => void) | undefined;
  const service = serviceOf('tiny', async () => {
    events.push('open');
    await new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    return {
      endpoints: { url: 'tiny://here' },
      reset: async () => {
        events.push('reset');
      },
      close: () => {
        events.push('close');
        return new Promise<void>((resolve) => {
          letClose = () => {
            events.push('closed');
            resolve();
          };
        });
      },
    };
  });
  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    service,
    events,
    opened: () => settle?.resolve(),
    failed: (message: string) => settle?.reject(new Error(message)),
    closed: async () => {
      await tick();
      letClose?.();
    },
    tick,
  };
}

/** A tiny service that is already started. */
async function startedService() {
  const tiny = tinyService();
  const starting = tiny.service.start();
  tiny.opened();
  await starting;
  return tiny;
}

describe('a service made of a function', () => {
  it('gives the endpoints that opening gave', async () => {
    const { service, opened } = tinyService();
    const starting = service.start();
    opened();
    await expect(starting).resolves.toEqual({ url: 'tiny://here' });
  });

  it('refuses a second start while it starts and while it runs', async () => {
    const { service, opened, events } = tinyService();
    const starting = service.start();
    await expect(service.start()).rejects.toMatchObject({ code: 'ERR_ALREADY_STARTED' });
    opened();
    await starting;
    await expect(service.start()).rejects.toThrow(
      'tiny is already started. Stop it before starting it again.',
    );
    expect(events).toEqual(['open']);
  });

  it('starts again after a failed start, whose error it passes on', async () => {
    const { service, failed, opened, events } = tinyService();
    const starting = service.start();
    failed('no luck');
    await expect(starting).rejects.toThrow('no luck');
    await service.stop();
    await expect(service.reset()).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
    const again = service.start();
    opened();
    await expect(again).resolves.toEqual({ url: 'tiny://here' });
    expect(events).toEqual(['open', 'open']);
  });

  it('closes what was being opened when it is stopped while starting', async () => {
    const { service, opened, closed, events } = tinyService();
    const starting = service.start();
    const stopping = service.stop();
    opened();
    await starting;
    await closed();
    await stopping;
    expect(events).toEqual(['open', 'close', 'closed']);
    await expect(service.reset()).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
  });

  it('stops quietly when the start that it waited for fails', async () => {
    const { service, failed } = tinyService();
    const starting = service.start();
    const stopping = service.stop();
    failed('no luck');
    await expect(starting).rejects.toThrow('no luck');
    await expect(stopping).resolves.toBeUndefined();
  });

  it('tells what is being opened that it is stopped, and tells a later start nothing of it', async () => {
    const signals: AbortSignal[] = [];
    const service = serviceOf('slow', (signal) => {
      signals.push(signal);
      return new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    for (const attempt of [1, 2]) {
      const starting = service.start();
      expect(signals.map(({ aborted }) => aborted)).toEqual(attempt === 1 ? [false] : [true, false]);
      await Promise.all([
        service.stop(),
        expect(starting).rejects.toMatchObject({
          code: 'ERR_NOT_STARTED',
          message: 'slow was stopped before it had started. Start it again.',
        }),
      ]);
    }
  });

  it('closes once for two stops, and both end when it is closed', async () => {
    const { service, events, closed, tick } = await startedService();
    const ends: string[] = [];
    const stops = ['first', 'second'].map((stop) => service.stop().then(() => ends.push(stop)));
    await tick();
    const third = service.stop().then(() => ends.push('third'));
    await tick();
    expect(ends).toEqual([]);
    await closed();
    await Promise.all([...stops, third]);
    expect(events).toEqual(['open', 'close', 'closed']);
    expect(ends.toSorted()).toEqual(['first', 'second', 'third']);
  });

  it('starts only when it is closed', async () => {
    const { service, opened, closed } = await startedService();
    const stopping = service.stop();
    await expect(service.start()).rejects.toMatchObject({ code: 'ERR_ALREADY_STARTED' });
    await closed();
    await stopping;
    const again = service.start();
    opened();
    await expect(again).resolves.toEqual({ url: 'tiny://here' });
  });

  it('may start again after a close that failed, whose error it passes on', async () => {
    let opens = 0;
    const service = serviceOf('stubborn', async () => {
      opens += 1;
      return {
        endpoints: opens,
        reset: async () => undefined,
        close: () => Promise.reject(new Error('stuck')),
      };
    });
    await service.start();
    await expect(service.stop()).rejects.toThrow('stuck');
    await expect(service.start()).resolves.toBe(2);
  });

  it('passes a reset on, waiting for a start under way', async () => {
    const { service, opened, events } = tinyService();
    await expect(service.reset()).rejects.toThrow(
      'tiny is not started, so there is nothing to reset. Start it first.',
    );
    const starting = service.start();
    const resetting = service.reset();
    opened();
    await Promise.all([starting, resetting]);
    expect(events).toEqual(['open', 'reset']);
  });
});
