import { describe, expect, it } from '@jest/globals';
import { listen } from '../../../core/http-listener.ts';
import { portIn } from '../../../core/place.ts';
import { serviceOf } from '../../../core/service-of.ts';
import { restartable } from '../../../core/supervision/restartable.ts';

/** Says the how-manieth it is. */
function counted() {
  let made = 0;
  let isBroken = false;
  const service = restartable<{ readonly url: string }>(
    (port = 0) => {
      made += 1;
      const name = `number ${made}`;
      return serviceOf(name, async () => {
        if (isBroken) {
          isBroken = false;
          throw new Error(`${name} is broken`);
        }
        const { url, close } = await listen(name, (_request, response) => response.end(name), {
          host: '127.0.0.1',
          port,
        });
        return { endpoints: { url }, reset: async () => undefined, close };
      });
    },
    ({ url }) => portIn(url),
  );
  return {
    service,
    failNext: () => {
      isBroken = true;
    },
    [Symbol.asyncDispose]: () => service.stop(),
  };
}

const said = async (url: string): Promise<string> => (await fetch(url)).text();

describe('a service that is made again', () => {
  it('is where it was, although any port was asked for', async () => {
    await using started = counted();
    const { url } = await started.service.start();
    expect(await said(url)).toBe('number 1');
    await started.service.restart();
    expect(await said(url)).toBe('number 2');
    await started.service.restart();
    expect(await said(url)).toBe('number 3');
  });

  it('rejects when it cannot be started, and can be tried again', async () => {
    await using started = counted();
    const { url } = await started.service.start();
    started.failNext();
    await expect(started.service.restart()).rejects.toThrow('number 2 is broken');
    await expect(fetch(url)).rejects.toBeDefined();
    await started.service.restart();
    expect(await said(url)).toBe('number 3');
  });

  it('stays stopped when it was stopped in the middle', async () => {
    const started = counted();
    const { url } = await started.service.start();
    const restarting = started.service.restart();
    await started.service.stop();
    await restarting;
    await expect(fetch(url)).rejects.toBeDefined();
  });
});

it.each([
  ['http://127.0.0.1:5001', 5001],
  ['http://127.0.0.1:80', 80],
  ['https://127.0.0.1:443', 443],
  ['https://[::1]:8443/path', 8443],
  ['ssh://127.0.0.1:22', 22],
  ['postgresql://a:b@127.0.0.1:5432/c', 5432],
])('the port in %s is %i', (url, port) => {
  expect(portIn(url)).toBe(port);
});
