import { beforeAll, expect, it } from '@jest/globals';
import { environmentOf, INSTALLING_MS, TRYING_MS, verdictsOn } from './verdicts.ts';

const ARGV = ['--command', './sync', '--destination', 'singer:out', '--state', 'state.json'];

let programs: readonly string[] = [];

beforeAll(async () => {
  programs = [
    await environmentOf('singer', 'requirements-tap.txt'),
    await environmentOf('singer', 'requirements-target.txt'),
  ];
}, INSTALLING_MS);

it(
  'a tap of Singer fails at an error and comes back; a walk by offset while rows move loses some',
  async () => {
    const { code, verdicts, said } = await verdictsOn('singer', programs, ...ARGV, '--only', '16,15,44');
    expect(said).toMatch(/^16 .* passed$/m);
    expect(verdicts).toEqual({
      15: [
        'convicted',
        // They moved into pages that had been read, and later syncs ask for later rows only.
        expect.stringMatching(/^\d+ missing never-asked$/),
        expect.stringMatching(/^\d+ extra deletes-unseen$/),
      ],
      16: ['passed'],
      // No duplicates of the rows that changed, and a state that stays as it is.
      44: ['convicted', expect.stringMatching(/^\d+ extra deletes-unseen$/)],
    });
    expect(code).toBe(1);
  },
  TRYING_MS,
);
