import { describe, expect, it } from '@jest/globals';
import { disturbs } from '../../../cli/run/disturbs.ts';
import { exampleOf } from '../../../connectors/examples.ts';

describe('disturbs', () => {
  it.each([
    ['two that listen on one port', 'key_based_authentication', 'password_based_authentication', true],
    ['two that listen on different ports', 'key_based_authentication', 'using_bastion_server', false],
    [
      'one that changes what the other reaches',
      'update_configuration_during_sync',
      'schema_from_database',
      true,
    ],
    ['one that changes what the other does not use', 'update_configuration_during_sync', 'api_key', false],
    ['two readers of one service', 'api_key', 'http_basic', false],
  ])('%s', (_what, one, other, expected) => {
    const [first, second] = [one, other].map((path) => ({ folder: path, example: exampleOf(path) }));
    if (!first || !second) throw new Error('there are two');
    expect([disturbs(first, second), disturbs(second, first)]).toEqual([expected, expected]);
  });
});
