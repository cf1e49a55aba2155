import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page, Response } from 'playwright-core';
import { waitUntil } from '../../core/wait-until.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { type OtherSite, openBrowser, otherSite } from './browser.ts';
import { READS, WRITES } from './ways.ts';

type Name = 'api' | 'key-vault' | 'gateway';
let playground: Playground<Name>;
let browser: Browser;
let other: OtherSite;
let page: Page;
/** The statuses of what the browser got from `/_playground/*`; null where it asked and nothing came. */
let answers: (number | null)[];

const MARK = '/a-mark-that-no-page-may-see';
const isControl = (url: string) => url.includes('/_playground/');

beforeAll(async () => {
  playground = await createPlayground({ services: ['api', 'key-vault', 'gateway'] });
  [browser, other] = [await openBrowser(), await otherSite()];
});

afterAll(async () => {
  await browser.close();
  await other[Symbol.asyncDispose]();
  await playground.stop();
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ ignoreHTTPSErrors: true });
  answers = [];
  page.on('response', (response: Response) => {
    if (isControl(response.url())) answers.push(response.status());
  });
  page.on('requestfailed', (request) => {
    if (isControl(request.url())) answers.push(null);
  });
  await fetch(`${playground.endpoints.api.url}${MARK}`);
});

async function journal(): Promise<string> {
  return (await fetch(`${playground.endpoints.api.url}/_playground/journal`)).text();
}

/** Lets the page try, and hands over what it could read. */
async function attempt(source: string, url: string): Promise<string> {
  const read = String(await page.evaluate(`(${source})(${JSON.stringify(url)})`));
  await waitUntil('an answer to the browser', () => answers.length > 0);
  return read;
}

/** Pages that are not ours; `PORT` is another one's. The last is the API itself under a name that was pointed here. */
const PLACES = [
  'http://localhost:PORT/',
  'http://127.0.0.1:PORT/',
  'http://evil.example:PORT/',
  'http://evil.example:API/pagination/offset',
];

async function visit(place: string): Promise<void> {
  const api = new URL(playground.endpoints.api.url).port;
  await page.goto(place.replace('PORT', String(other.port)).replace('API', api));
}

/** A rebound page asks by its own name, the others by ours. */
function urlFor(place: string, service: Name, path: string): string {
  const url = new URL(path, playground.endpoints[service].url);
  if (place.includes('API')) url.hostname = 'evil.example';
  return url.href;
}

describe.each(PLACES)('a page at %s', (place) => {
  it.each(WRITES)('resets nothing by %s', async (_way, source) => {
    await visit(place);
    for (const service of ['api', 'gateway', 'key-vault'] as const) {
      answers = [];
      const read = await attempt(source, urlFor(place, service, '/_playground/reset'));
      expect(read).not.toContain('"reset"');
      for (const status of answers) expect([403, null]).toContain(status);
    }
    expect(await journal()).toContain(MARK);
  });

  it.each(READS)('reads nothing by %s', async (_way, source) => {
    await visit(place);
    for (const path of ['/_playground/journal', '/_playground/credentials']) {
      answers = [];
      const read = await attempt(source, urlFor(place, 'api', path));
      expect(read).not.toMatch(/a-mark|playground-client-secret/);
      for (const status of answers) expect([403, null]).toContain(status);
    }
  });

  it('is answered nothing when it goes there', async () => {
    await visit(place);
    const url = urlFor(place, 'api', '/_playground/journal');
    await Promise.all([page.waitForURL(url), page.evaluate(`location.href = ${JSON.stringify(url)}`)]);
    expect(await page.content()).not.toContain(MARK);
    expect(answers).toEqual([403]);
  });

  it('opens no socket', async () => {
    await visit(place);
    const url = urlFor(place, 'api', '/_playground/journal').replace('http:', 'ws:');
    const source = `new Promise((resolve) => {
      const socket = new WebSocket(${JSON.stringify(url)});
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('error');
    })`;
    expect(await page.evaluate(source)).toBe('error');
  });
});

describe('its own page', () => {
  it('resets by a click on "Execute"', async () => {
    await page.goto(`${playground.endpoints.api.url}/docs#/Playground/playground_reset`);
    await page.click('#operations-Playground-playground_reset >> text=Try it out');
    await page.click('#operations-Playground-playground_reset >> text=Execute');
    await page.waitForSelector('#operations-Playground-playground_reset .live-responses-table');
    expect(answers).toEqual([200, 200]);
    expect(await journal()).not.toContain(MARK);
  });

  it('can be read by whoever types its address', async () => {
    await page.goto(`${playground.endpoints.api.url}/_playground/journal`);
    expect(await page.content()).toContain(MARK);
  });

  it('is framed by nobody', async () => {
    await visit('http://localhost:PORT/');
    const source = `new Promise((resolve) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.onload = () => resolve(frame.contentDocument === null);
      frame.src = ${JSON.stringify(`${playground.endpoints.api.url}/docs`)};
    })`;
    await page.evaluate(source);
    const frame = page.frames()[1];
    expect(await frame?.$('#api')).toBeNull();
  });
});
