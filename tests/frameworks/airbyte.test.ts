import { beforeAll, expect, it } from '@jest/globals';
import { environmentOf, INSTALLING_MS, TRYING_MS, verdictsOn } from './verdicts.ts';

const ARGV = ['--command', 'python sync.py', '--destination', 'airbyte:messages', '--state', 'state.json'];

let airbyte = '';

beforeAll(async () => {
  airbyte = await environmentOf('airbyte');
}, INSTALLING_MS);

it(
  'a declarative source of Airbyte fails at an error and comes back; its cursor passes rows that are seen late, and its offset rows that move',
  async () => {
    const found = await verdictsOn('airbyte', [], ...ARGV, '--venv', airbyte, '--only', '16,06,15');
    expect(found.said).toMatch(/^16 .* passed$/m);
    expect(found.verdicts).toEqual({
      6: ['convicted', expect.stringMatching(/^\d+ stale late-commit$/)],
      15: [
        'convicted',
        expect.stringMatching(/^\d+ missing rows-move-under-offset$/),
        expect.stringMatching(/^\d+ extra deletes-unseen$/),
      ],
      16: ['passed'],
    });
    expect(found.code).toBe(1);
  },
  TRYING_MS,
);
