import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { PresentedEntry } from '../../../core/control/present-entry.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { startApi } from '../../support/start-api.ts';

const LOGIN = '/auth/session_token/login';
const events: string[] = [];
const api = await startApi({ logger: (event) => events.push(event) });
afterAll(() => api.stop());

const { session } = api.endpoints.credentials;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const post = (body: NonNullable<RequestInit['body']> | null, headers: Record<string, string>) =>
  api.get(LOGIN, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

describe('a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/vnd.api+json',
  ])('of type %s is read', async (type) => {
    expect((await post(JSON.stringify(session), { 'Content-Type': type })).status).toBe(200);
  });

  it.each([
    ['text/plain', "is 'text/plain'"],
    ['application/x-www-form-urlencoded', "is 'application/x-www-form-urlencoded'"],
    ['nonsense', "is 'nonsense'"],
    ['', 'has no Content-Type'],
  ])("of type '%s' is refused", async (type, found) => {
    const answer = await post(Buffer.from(JSON.stringify(session)), { 'Content-Type': type });
    const error = `The body must be application/json, but ${found}.`;
    expect([answer.status, answer.json()]).toEqual([415, { error }]);
  });

  it.each(['', '{', '{"username": }', 'username=a', '\u0000', '[1,'])(
    'that is %j is not JSON',
    async (body) => {
      const answer = await post(body, JSON_TYPE);
      expect(answer.status).toBe(400);
      expect(answer.json()).toEqual({ error: expect.stringMatching(/^The body is not valid JSON: /) });
    },
  );

  it('nested as deep as it may be long is refused like any other', async () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect((await post(deep, JSON_TYPE)).json()).toEqual({ error: 'Username and password are required' });
  });

  const filled = (sizeBytes: number): string => {
    const text = JSON.stringify({ ...session, more: '' });
    return JSON.stringify({ ...session, more: 'x'.repeat(sizeBytes - text.length) });
  };

  it('of 64 KiB is read', async () => {
    expect((await post(filled(65_536), JSON_TYPE)).status).toBe(200);
  });

  it.each([65_537, 1_000_000, 20_000_000])(
    'of %d bytes is too large, and the client learns so',
    async (size) => {
      const answer = await post(filled(size), JSON_TYPE);
      expect([answer.status, answer.json()]).toEqual([
        413,
        { error: 'The body is larger than 65536 bytes.' },
      ]);
      expect(answer.headers.get('connection')).toBe('close');
    },
  );

  it('that says nothing of its length is too large just the same', async () => {
    const piece = new Uint8Array(16_384).fill(120);
    let pieces = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pieces += 1;
        if (pieces > 1000) controller.close();
        else controller.enqueue(piece);
      },
    });
    expect((await post(endless, JSON_TYPE)).status).toBe(413);
  });

  it('may come slowly, byte by byte', async () => {
    const status = await new Promise((resolve, reject) => {
      const text = JSON.stringify(session);
      const sending = request(`${api.url}${LOGIN}`, {
        method: 'POST',
        headers: { ...JSON_TYPE, 'Content-Length': Buffer.byteLength(text) },
      });
      sending.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      const sendFrom = (position: number): void => {
        if (position === text.length) sending.end();
        else sending.write(text.charAt(position), () => setImmediate(sendFrom, position + 1));
      };
      sendFrom(0);
    });
    expect(status).toBe(200);
  });

  it('that breaks off is not a server error', async () => {
    await api.get('/_playground/reset', { method: 'POST' });
    events.length = 0;
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write(
      `POST ${LOGIN} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"user`,
    );
    const journal = async (): Promise<PresentedEntry[]> =>
      (await api.get('/_playground/journal')).json<{ entries: PresentedEntry[] }>().entries;
    await waitUntil('the request to arrive', async () => (await journal()).length === 1);
    socket.destroy();
    const [entry] = await waitUntil('the request to be over', async () => {
      const entries = await journal();
      return entries[0]?.status !== null && entries[0]?.aborted === true && entries;
    });
    expect(entry).toMatchObject({ status: 400, error_code: 'broken_body', aborted: true });
    expect(events).not.toContain('unexpected_error');
  });
});
