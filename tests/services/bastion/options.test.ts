import { describe, expect, it } from '@jest/globals';
import { Journal } from '../../../core/control/journal.ts';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { bastionOptionsFromEnv, defaultBastionOptions } from '../../../services/bastion/options.ts';
import { findTarget, parseTargets } from '../../../services/bastion/targets.ts';

describe('options from the environment', () => {
  it('are the defaults where nothing is set', () => {
    const own = { journal: new Journal(), faults: new FaultPlan() };
    expect(bastionOptionsFromEnv({})).toEqual({ ...defaultBastionOptions, ...own });
  });

  it('are what the variables say', () => {
    const env = {
      PLAYGROUND_BASTION_HOST: '0.0.0.0',
      PLAYGROUND_BASTION_PORT: '22',
      PLAYGROUND_BASTION_DIRECTORY: '/var/lib/bastion',
      PLAYGROUND_BASTION_USER: 'ada',
      PLAYGROUND_BASTION_PASSWORD: 'secret',
      PLAYGROUND_BASTION_KEY_USER: 'grace',
      PLAYGROUND_BASTION_PASSPHRASE: 'phrase',
      PLAYGROUND_BASTION_TARGETS: '127.0.0.1:5005=api:5001, postgres:5432',
    };
    expect(bastionOptionsFromEnv(env)).toMatchObject({
      host: '0.0.0.0',
      port: 22,
      directory: '/var/lib/bastion',
      password: { user: 'ada', password: 'secret' },
      key: { user: 'grace', passphrase: 'phrase' },
      targets: [
        { host: '127.0.0.1', port: 5005, to: { host: 'api', port: 5001 } },
        { host: 'postgres', port: 5432, to: { host: 'postgres', port: 5432 } },
      ],
    });
  });
});

describe('targets', () => {
  it.each(['postgres', 'postgres:', ':5432', 'postgres:0', 'postgres:65536', 'a:1=b', 'a:1=b:2=c:3'])(
    'cannot be read from %j, which the error names',
    (text) => {
      expect(() => parseTargets(`fine:1,${text}`)).toThrow(
        expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(`'${text}'`) }),
      );
    },
  );

  it('may be IPv6 addresses', () => {
    expect(parseTargets('[::1]:5432')).toEqual([
      { host: '::1', port: 5432, to: { host: '::1', port: 5432 } },
    ]);
  });

  it.each([
    ['postgres', 5432, true],
    ['POSTGRES', 5432, true],
    ['postgres', 5433, false],
    ['postgres.', 5432, false],
    ['xpostgres', 5432, false],
  ])('at %s:%i: found is %s', (host, port, found) => {
    expect(findTarget(parseTargets('postgres:5432'), host, port) !== undefined).toBe(found);
  });
});
