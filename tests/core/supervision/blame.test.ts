import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { blame, blameCodeIn, culpritOf } from '../../../core/supervision/blame.ts';

const ROOT = new URL('../../../', import.meta.url);
const url = (file: string): string => new URL(file, ROOT).href;
const path = (file: string): string => fileURLToPath(new URL(file, ROOT));

/** An error with this stack below its sentence. */
function thrownAt(...frames: readonly string[]): Error {
  const error = new Error('escaped');
  error.stack = ['Error: escaped', ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

describe('the culprit of an error', () => {
  blameCodeIn('/home/user/stand-ins/', 'gateway');

  it.each<[what: string, error: unknown, culprit: unknown]>([
    ['a URL of a service', thrownAt(`f (${url('services/api/app.ts')}:1:2)`), { service: 'api' }],
    ['a path of a service', thrownAt(`${path('services/s3-minio/app.ts')}:1:2`), { service: 's3-minio' }],
    [
      'a package that a service called',
      thrownAt(`f (${url('node_modules/koa/lib/a.js')}:1:2)`, `g (${url('services/api/app.ts')}:1:2)`),
      { service: 'api' },
    ],
    [
      'the core that a service called',
      thrownAt(`f (${url('core/undo.ts')}:1:2)`, `g (${url('services/bastion/app.ts')}:1:2)`),
      { service: 'bastion' },
    ],
    [
      "a user's stand-in",
      thrownAt(
        'Timeout.f [as _onTimeout] (file:///home/user/stand-ins/mine.mjs:1:2)',
        'node:internal/timers:1:2',
      ),
      { service: 'gateway' },
    ],
    ['the core alone', thrownAt(`f (${url('core/undo.ts')}:1:2)`, 'node:internal/timers:1:2'), 'ours'],
    ['the composition root', thrownAt(`f (${path('playground/playground.ts')}:1:2)`), 'ours'],
    ['a package alone', thrownAt(`f (${url('node_modules/pg/lib/client.js')}:1:2)`), 'nobody'],
    ['Node.js alone', thrownAt('node:net:1:2'), 'nobody'],
    ['no frame', thrownAt(), 'nobody'],
    ["somebody else's code", thrownAt('f (file:///home/user/other.mjs:1:2)'), 'nobody'],
    [
      'a sentence that names a service',
      Object.assign(thrownAt('node:net:1:2'), { message: url('services/api/app.ts') }),
      'nobody',
    ],
    ['a text', 'escaped', 'nobody'],
    ['undefined', undefined, 'nobody'],
    ['null', null, 'nobody'],
    ['a stack that is no text', { stack: 1 }, 'nobody'],
    ['what was noted on its way', blame(thrownAt('node:net:1:2'), 'redshift'), { service: 'redshift' }],
    [
      'what was noted first, and not again',
      blame(blame(thrownAt(), 'redshift') as Error, 'api'),
      { service: 'redshift' },
    ],
    ['a text that was noted', blame('escaped', 'key-vault'), { service: 'key-vault' }],
  ])('of %s', (_what, error, culprit) => {
    expect(culpritOf(error)).toEqual(culprit);
  });
});
