import { describe, expect, it } from '@jest/globals';
import { Restarts, type Time } from '../../../core/supervision/restarts.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Time that goes on when it is told to. */
class TestTime implements Time {
  #now = 0;
  #waits: { readonly at: number; readonly then: () => void }[] = [];

  now = (): number => this.#now;

  after = (ms: number, then: () => void): (() => void) => {
    const wait = { at: this.#now + ms, then };
    this.#waits.push(wait);
    return () => {
      this.#waits = this.#waits.filter((each) => each !== wait);
    };
  };

  /** Lets time go on, and what was promised meanwhile happen. */
  async passes(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#waits.filter(({ at }) => at <= this.#now);
    this.#waits = this.#waits.filter(({ at }) => at > this.#now);
    for (const { then } of due) then();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  get waits(): number {
    return this.#waits.length;
  }
}

function supervised() {
  const time = new TestTime();
  const events: string[] = [];
  const restarts = new Restarts((event, { service }) => events.push(`${event} ${service}`), time);
  let starts = 0;
  let failing = 0;
  const restart = async (): Promise<void> => {
    starts += 1;
    if (failing > 0) {
      failing -= 1;
      throw new Error('its port is taken');
    }
  };
  return {
    time,
    events,
    restarts,
    async fail(service = 'api'): Promise<void> {
      restarts.failed(service, new Error('escaped'), restart);
      await time.passes(0);
    },
    failNextStarts(count: number): void {
      failing = count;
    },
    get starts() {
      return starts;
    },
  };
}

describe('a service that fails', () => {
  it.each<[what: string, times: readonly number[], starts: number, rests: boolean]>([
    ['once', [0], 1, false],
    ['four times in a minute', [0, 1, 2, 3], 4, false],
    ['five times in a minute', [0, 1, 2, 3, 4], 4, true],
    ['five times in just a minute', [0, 15, 30, 45, 59.9], 4, true],
    ['five times in a minute and no less', [0, 15, 30, 45, 60], 5, false],
    ['every 20 seconds for ten minutes', Array.from({ length: 30 }, (_, index) => index * 20), 30, false],
  ])('%s, at seconds %j, is started %i times, and rests: %s', async (_what, times, starts, rests) => {
    const service = supervised();
    for (const at of times) {
      await service.time.passes(at * SECOND - service.time.now());
      await service.fail();
    }
    expect(service.starts).toBe(starts);
    expect(service.events.includes('service_rests api')).toBe(rests);
  });

  it('rests for a minute and comes back, with a clean record', async () => {
    const service = supervised();
    for (let failure = 0; failure < 5; failure += 1) await service.fail();
    await service.time.passes(MINUTE - 1);
    expect(service.starts).toBe(4);
    await service.time.passes(1);
    expect(service.starts).toBe(5);
    expect(service.events.at(-1)).toBe('service_restarted api');
    await service.fail();
    expect(service.starts).toBe(6);
  });

  it('while it rests is not started, however often it fails', async () => {
    const service = supervised();
    for (let failure = 0; failure < 50; failure += 1) await service.fail();
    expect(service.starts).toBe(4);
    expect(service.events.filter((event) => event === 'service_failed api')).toHaveLength(50);
    expect(service.events.filter((event) => event === 'service_rests api')).toHaveLength(1);
  });

  it('does not make another rest', async () => {
    const service = supervised();
    for (let failure = 0; failure < 5; failure += 1) await service.fail('api');
    await service.fail('gateway');
    expect(service.events.at(-1)).toBe('service_restarted gateway');
  });

  it.each([
    [1, 2],
    [3, 4],
  ])(
    'and whose start fails %i times is started again each 200 ms, %i times in all',
    async (failures, starts) => {
      const service = supervised();
      service.failNextStarts(failures);
      await service.fail();
      for (let again = 0; again < failures; again += 1) {
        await service.time.passes(199);
        expect(service.starts).toBe(1 + again);
        await service.time.passes(1);
      }
      expect(service.starts).toBe(starts);
      expect(service.events.at(-1)).toBe('service_restarted api');
    },
  );

  it('and cannot be started rests too', async () => {
    const service = supervised();
    service.failNextStarts(100);
    await service.fail();
    for (let again = 0; again < 100; again += 1) await service.time.passes(200);
    expect(service.starts).toBe(4);
    expect(service.events).toContain('service_rests api');
  });

  it.each([
    ['at rest', 5],
    ['between two starts', 1],
  ])('is started no more when all is over, %s', async (_when, failures) => {
    const service = supervised();
    if (failures === 1) service.failNextStarts(1);
    for (let failure = 0; failure < failures; failure += 1) await service.fail();
    const { starts } = service;
    service.restarts.end();
    expect(service.time.waits).toBe(0);
    await service.time.passes(10 * MINUTE);
    await service.fail();
    expect(service.starts).toBe(starts);
  });
});
