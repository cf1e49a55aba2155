import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type LogFields, silentLogger } from '../../core/logger.ts';
import { maskingLogger, withMaskingLogger } from '../../core/masking-logger.ts';

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
    expect(withMaskingLogger({ logger: masking }).logger).toBe(masking);
    expect(maskingLogger(silentLogger)).toBe(silentLogger);
  });

  it.each(services)('%s wraps the logger that it is given', (name) => {
    expect(readFileSync(path.join(SERVICES, name, 'embedded.ts'), 'utf8')).toContain('withMaskingLogger({');
  });
});
