import { describe, expect, it } from '@jest/globals';
import { standIns } from '../../../../services/gateway/stand-ins/stand-ins.ts';
import { mount } from './mount.ts';

/** Paths that real programs send by mistake, and that every host has to survive. */
const ODD_PATHS = [
  '/',
  '/%',
  '/%E0%A4%A',
  '//',
  '/api/%00',
  '/v1/connections/%FF',
  `/${'x'.repeat(8000)}`,
  '/?__proto__=1',
];

describe('the stand-ins', () => {
  it('answer for each host once', () => {
    const hosts = standIns.flatMap((standIn) => standIn.hosts);
    expect(hosts).toHaveLength(new Set(hosts).size);
    expect(hosts).toEqual(
      expect.arrayContaining([
        'api.fivetran.com',
        'api.frankfurter.dev',
        'api.hubapi.com',
        'api.marketstack.com',
        'api.weather.gov',
        'api.zippopotam.us',
        'client.badssl.com',
        'developer.nps.gov',
        'forecast.weather.gov',
        'jsonplaceholder.typicode.com',
        'pokeapi.co',
        'pypi.*',
        'randomuser.me',
        'swapi.dev',
        'swapi.py4e.com',
        'webhooks.fivetran.com',
      ]),
    );
  });

  it.each(standIns.map((standIn) => [standIn.hosts[0] as string, standIn] as const))(
    '%s says what it imitates, and never fails of itself',
    async (_host, standIn) => {
      expect(standIn.summary).toMatch(/^\S.{10,}/);
      expect(new URL(standIn.source).protocol).toBe('https:');
      const mounted = await mount(standIn);
      try {
        for (const path of ODD_PATHS) {
          for (const method of ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']) {
            expect((await mounted.ask(path, { method })).status).toBeLessThan(500);
          }
        }
        const missing = await mounted.ask('/no/such/path/here');
        expect([missing.status, missing.text === '']).toEqual([404, false]);
      } finally {
        await mounted.close();
      }
    },
  );
});
