import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../../../authority/open-authority.ts';
import { waitUntil } from '../../../../core/wait-until.ts';
import { parseHar } from '../../../../recordings/read/parse-har.ts';
import { Recording, type RecordingBounds } from '../../../../recordings/recording.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { type StartedGateway, startGateway } from '../start-gateway.ts';
import { BYTES, startRealHost } from './real-host.ts';

const CREATOR = { name: 'test', version: '1' };

interface Recorded extends AsyncDisposable {
  readonly gateway: StartedGateway;
  readonly recording: Recording;
  /** What the recording would be as a file, once that many exchanges are in it or left out. */
  har(count: number): Promise<string>;
}

async function recordedHost(port: number, bounds?: Partial<RecordingBounds>): Promise<Recorded> {
  const recording = new Recording([`api.example.com=127.0.0.1:${port}`], CREATOR, bounds);
  const gateway = await startGateway({ recording });
  return {
    gateway,
    recording,
    async har(count) {
      await waitUntil('the exchanges', () => recording.size + recording.leftOut.length >= count);
      return recording.toHar();
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

describe('a host that is recorded', () => {
  it('is asked over TLS that ends in the gateway, and answers as ever', async () => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    const { client } = recorded.gateway;
    const secure = await client.ask('https://api.example.com/v1/people?page=2');
    expect(secure.json()).toMatchObject({ rows: [{ id: 2 }] });
    await client.ask('http://api.example.com/nowhere');
    const [one, other] = parseHar(await recorded.har(2), 'a.har');
    expect(one).toMatchObject({
      request: { method: 'GET', url: 'https://api.example.com/v1/people?page=2' },
      response: { status: 200, reason: 'OK' },
    });
    expect(other).toMatchObject({
      request: { url: 'http://api.example.com/nowhere' },
      response: { status: 404 },
    });
    expect((await recorded.gateway.journal()).map(({ route }) => route)).toContain('api.example.com');
  });

  it('is written as HAR 1.2', async () => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    const body = 'grant_type=client_credentials&scope=a';
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await recorded.gateway.client.ask('https://api.example.com/oauth/token?a=1&a=2', {
      method: 'POST',
      headers,
      body,
    });
    const { log } = JSON.parse(await recorded.har(1));
    expect(log).toMatchObject({ version: '1.2', creator: CREATOR });
    expect(log.entries).toEqual([
      {
        startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        time: expect.any(Number),
        request: {
          method: 'POST',
          url: 'https://api.example.com/oauth/token?a=1&a=2',
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: expect.arrayContaining([{ name: 'Content-Type', value: headers['Content-Type'] }]),
          queryString: [
            { name: 'a', value: '1' },
            { name: 'a', value: '2' },
          ],
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            params: [
              { name: 'grant_type', value: 'client_credentials' },
              { name: 'scope', value: 'a' },
            ],
            text: body,
          },
          headersSize: -1,
          bodySize: body.length,
        },
        response: {
          status: 200,
          statusText: 'OK',
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: expect.arrayContaining([{ name: 'Content-Type', value: 'application/json' }]),
          content: {
            size: expect.any(Number),
            mimeType: 'application/json',
            text: expect.stringContaining('"expires_in":60'),
          },
          redirectURL: '',
          headersSize: -1,
          bodySize: -1,
        },
        cache: {},
        timings: {
          blocked: -1,
          dns: -1,
          connect: -1,
          ssl: -1,
          send: expect.any(Number),
          wait: expect.any(Number),
          receive: expect.any(Number),
        },
      },
    ]);
    const [{ time, timings }] = log.entries;
    expect(time).toBe(timings.send + timings.wait + timings.receive);
    for (const part of [timings.send, timings.wait, timings.receive]) expect(part).toBeGreaterThanOrEqual(0);
  });

  it('leaves no secret in the file', async () => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    const answer = await recorded.gateway.client.ask(
      'https://api.example.com/oauth/token?api_key=the-api-key',
      {
        method: 'POST',
        headers: {
          Authorization: 'Bearer the-bearer',
          Cookie: 'a=the-cookie',
          'X-Api-Key': 'the-header-key',
          'Content-Type': 'application/json',
        },
        body: '{"client_secret": "the-client-secret", "name": "kept"}',
      },
    );
    expect(answer.json()).toMatchObject({ access_token: 'the-access-token' });
    const har = await recorded.har(1);
    expect(har).toContain('kept');
    expect(har.match(/the-[\w-]+/g)).toBeNull();
  });

  it.each(['gzip', 'br', 'deflate', 'deflate-raw'])('has bodies out of %s', async (coding) => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    await recorded.gateway.client.ask(`https://api.example.com/packed/${coding}`);
    const { log } = JSON.parse(await recorded.har(1));
    expect(log.entries[0].response.content).toEqual({ size: 11, mimeType: 'text/plain', text: 'unpacked é' });
  });

  it('has bytes in base64', async () => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    await recorded.gateway.client.ask('https://api.example.com/bytes');
    const { log } = JSON.parse(await recorded.har(1));
    expect(log.entries[0].response.content).toEqual({
      ...{ size: BYTES.length, mimeType: 'image/png' },
      ...{ encoding: 'base64', text: BYTES.toString('base64') },
    });
  });

  it.each([
    ['gzip, zstd, br;q=0.5', 'gzip, br;q=0.5'],
    ['zstd', 'identity'],
  ])('is offered only codings that can be unpacked: of %s %s', async (offered, left) => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    const headers = { 'Accept-Encoding': offered };
    const answer = await recorded.gateway.client.ask('https://api.example.com/accepts', { headers });
    expect(answer.json()).toEqual({ accepts: left });
  });

  it.each<[path: string, bounds: Partial<RecordingBounds>, why: RegExp]>([
    [
      '/large?bytes=1001',
      { bodyBytes: 1000 },
      /^GET https:\/\/api\.example\.com\/large: a body has more than 1000 bytes$/,
    ],
    [
      '/large?bytes=1001',
      { allBytes: 1000 },
      /\/large: the bodies of a recording have at most 1000 bytes together$/,
    ],
    ['/v1/people', { exchanges: 0 }, /\/v1\/people: a recording has at most 0 exchanges$/],
    ['/unknown-coding', {}, /\/unknown-coding: it is packed with 'zstd', which cannot be unpacked$/],
  ])('gives %s to the client, and with %j says why it is not kept', async (asked, bounds, why) => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port, bounds);
    expect(await recorded.gateway.client.ask(`https://api.example.com${asked}`)).toMatchObject({
      status: 200,
    });
    await recorded.har(1);
    expect([recorded.recording.size, recorded.recording.leftOut]).toEqual([0, [expect.stringMatching(why)]]);
  });

  it('is not recorded where an answer breaks off', async () => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    await expect(recorded.gateway.client.ask('https://api.example.com/broken-off')).rejects.toThrow();
    await recorded.har(1);
    expect(recorded.recording.leftOut).toEqual([
      'GET https://api.example.com/broken-off: the answer broke off',
    ]);
  });

  it('must show a certificate that somebody trusts', async () => {
    await using directory = await temporaryDirectory();
    const authority = await openAuthority(directory.path);
    await using real = await startRealHost(authority.issue(['api.example.com']));
    const recording = new Recording([`api.example.com=https://127.0.0.1:${real.port}`], CREATOR);
    await using gateway = await startGateway({ recording });
    const answer = await gateway.client.ask('https://api.example.com/v1/people');
    expect(answer).toMatchObject({ status: 502, headers: { 'x-error-code': 'unreachable' } });
    expect(answer.json<{ error: string }>().error).toMatch(/certificate/);
    expect([real.asked, recording.size]).toEqual([0, 0]);
  });

  it('is the only one that is let through', async () => {
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    expect(await recorded.gateway.client.ask('http://other.example.com/')).toMatchObject({ status: 502 });
  });
});

describe('the file', () => {
  it('is replaced in one step, and only its owner may read it', async () => {
    await using directory = await temporaryDirectory();
    await using real = await startRealHost();
    await using recorded = await recordedHost(real.port);
    const file = path.join(directory.path, 'a.har');
    await writeFile(file, 'before');
    await recorded.gateway.client.ask('https://api.example.com/v1/people');
    const har = await recorded.har(1);
    recorded.recording.writeTo(file);
    expect(await readFile(file, 'utf8')).toBe(har);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
