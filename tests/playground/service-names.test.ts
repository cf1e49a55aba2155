import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { serviceNames } from '../../playground/manifests.ts';
import { serviceNameOf } from '../../playground/service-names.ts';

describe('serviceNameOf', () => {
  it.each(serviceNames)('takes %s', (name) => {
    expect(serviceNameOf(name)).toBe(name);
  });

  it.each([
    ['postgres-seed', 'postgres'],
    ['s3-minio', 's3'],
  ])('takes %s, as it was called before, for %s', (former, name) => {
    expect(serviceNameOf(former)).toBe(name);
  });

  it.each([
    ['s4', 's3'],
    ['postgress', 'postgres'],
    ['PostgreSQL', 'postgres'],
    ['keyvault', 'key-vault'],
    ['apis', 'api'],
    ['toString', undefined],
    ['', undefined],
  ])('refuses %j', (asked, best) => {
    const names = serviceNames.join(', ');
    expect(() => serviceNameOf(asked)).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: expect.stringMatching(
          `^There is no service '${asked}'\\. Did you mean '${best ?? '.*'}'\\? There are ${names}\\.$`,
        ),
      }),
    );
  });
});

describe('a playground asked for by former names', () => {
  it('has services, endpoints, ports and resets by the new ones', async () => {
    const ports = { 's3-minio': 0 };
    await using playground = await createPlayground({ services: ['api', 's3-minio'], ports });
    expect(Object.keys(playground.endpoints)).toEqual(['api', 's3']);
    expect(playground.endpoints.s3.url).toMatch(/^http/);
    await playground.reset('s3-minio');
  });
});
