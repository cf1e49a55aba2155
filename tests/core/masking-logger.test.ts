import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type LogFields, silentLogger } from '../../core/logger.ts';
import { maskingLogger, withServiceLogger } from '../../core/masking-logger.ts';

const SERVICES = path.resolve('services');
const services = readdirSync(SERVICES).filter((name) => existsSync(path.join(SERVICES, name, 'embedded.ts')));

describe('maskingLogger', () => {
  it('masks every text in the fields of an event and nothing else', () => {
    const events: Array<readonly [string, LogFields]> = [];
    maskingLogger((event, fields) => events.push([event, fields]))('request', {
      path: '/a?client_secret=planted&page=2',
      reason: 'Error: connect to postgres://user:planted@host/db failed',
      user: 'ada@sample.test',
      status: 200,
      aborted: false,
      host: null,
    });
    expect(events).toEqual([
      [
        'request',
        {
          path: '/a?client_secret=***&page=2',
          reason: 'Error: connect to postgres://***@host/db failed',
          user: 'ada@sample.test',
          status: 200,
          aborted: false,
          host: null,
        },
      ],
    ]);
  });

  it('wraps a logger once, and one that says nothing not at all', () => {
    const masking = maskingLogger(() => undefined);
    expect(maskingLogger(masking)).toBe(masking);
    const { logger } = withServiceLogger('s3', { logger: masking });
    expect(maskingLogger(logger)).toBe(logger);
    expect(withServiceLogger('s3', { logger: silentLogger }).logger).toBe(silentLogger);
    expect(maskingLogger(silentLogger)).toBe(silentLogger);
  });

  it('says which service speaks, where one does', () => {
    const events: Array<readonly [string, LogFields]> = [];
    const { logger } = withServiceLogger('s3', {
      logger: maskingLogger((event, fields) => events.push([event, fields])),
    });
    logger('request', { target: '/a?sig=planted' });
    expect(events).toEqual([['request', { service: 's3', target: '/a?sig=***' }]]);
  });

  it.each(services)('%s wraps the logger that it is given', (name) => {
    expect(readFileSync(path.join(SERVICES, name, 'embedded.ts'), 'utf8')).toContain('withServiceLogger(');
  });
});
