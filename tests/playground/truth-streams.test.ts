import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpListener } from '../../core/http-listener.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { DEFAULT_DATASET } from '../../fixtures/index.ts';
import { StillTable } from '../../fixtures/still-table.ts';
import { integer } from '../../fixtures/table.ts';
import { openTruth, urlOf, withRows } from './open-truth.ts';

/** They are many, and the machine may have other work. */
const LONG_MS = 180_000;

describe('a million rows', () => {
  const ROWS = 1_000_000;
  const still = new StillTable({
    ...{ name: 'many', key: ['id'], columns: [{ name: 'id', type: integer() }], size: ROWS },
    row: (index) => ({ id: index, text: 'x'.repeat(200) }),
  });
  let workedOut = 0;
  let ended = 0;
  let control: HttpListener;
  const counted = withRows(still, function* (at) {
    try {
      for (const row of still.rows(at)) {
        workedOut += 1;
        yield row;
      }
    } finally {
      ended += 1;
    }
  });

  beforeAll(async () => {
    control = await openTruth({ tables: [counted] }, () => DEFAULT_DATASET.anchor);
  });
  afterAll(() => control.close());

  async function ask(): Promise<IncomingMessage> {
    workedOut = 0;
    ended = 0;
    const [response] = await once(http.get(urlOf(control, '/many'), { agent: false }), 'response');
    return response as IncomingMessage;
  }

  const health = async (): Promise<number> =>
    (await fetch(`${control.url}/_playground/health`, { headers: { connection: 'close' } })).status;

  it(
    'are worked out as they are read, and all arrive',
    async () => {
      const response = await ask();
      response.pause();
      // A reader who waits has what the buffers of both sides hold, and no more is worked out however long it waits.
      for (let round = 0; round < 20; round += 1) expect(await health()).toBe(200);
      expect(workedOut).toBeGreaterThan(0);
      expect(workedOut).toBeLessThan(ROWS / 10);
      let bytes = 0;
      for await (const chunk of response) bytes += (chunk as Buffer).length;
      expect(workedOut).toBe(ROWS);
      expect(bytes).toBeGreaterThan(ROWS * 200);
    },
    LONG_MS,
  );

  it(
    'leave others their turn while they are read',
    async () => {
      const response = await ask();
      const read = (async () => {
        for await (const _ of response);
      })();
      expect(await health()).toBe(200);
      expect(workedOut).toBeLessThan(ROWS);
      await read;
    },
    LONG_MS,
  );

  it('are not worked out for a client that went away', async () => {
    const response = await ask();
    response.destroy();
    await waitUntil('the end of the work', () => ended === 1);
    expect(workedOut).toBeLessThan(ROWS / 10);
  });
});
